package dev.potok.simulation.process;

import java.io.Serializable;
import java.util.List;

import dev.potok.simulation.codec.ObjectCodec;

/**
 * What every job needs, done for no other purpose: so that a warm child has it behind it, and that the cache of classes
 * has them in it.
 *
 * @param last whether the child is to end after it; else it waits for another job
 */
record Exercise(boolean last) implements Job {
    /** Initialised, and if one is a {@link Runnable} with a constructor without parameters, run; in this order. */
    static final List<String> CLASSES = List.of("dev.potok.simulation.memory.Futex",
            "dev.potok.simulation.live.Rehearsal");
    /** So many and what it takes is a third as long; a new JVM does them in some 100 ms. */
    private static final int ROUNDS = 100;

    @Override
    public int run(Parent parent) {
        NativeExit.prepare();
        for (String name : CLASSES) {
            initialise(name);
        }
        for (int i = 0; i < ROUNDS; i++) {
            Job job = other -> 0;
            Object copy = ObjectCodec.decode(ObjectCodec.encode(job));
            Object answer = parent.ask(List.of("a message", i, copy instanceof Job));
            parent.tell(answer);
        }
        if (last) {
            NativeExit.renounce();
        } else {
            Object copy = ObjectCodec.decode(ObjectCodec.encode(new Stranger()));
            assert copy instanceof Stranger;
        }
        return 0;
    }

    /** What cannot be done here is left out: a job that needs it will say so. */
    private static void initialise(String name) {
        try {
            Class<?> initialised = Class.forName(name);
            if (Runnable.class.isAssignableFrom(initialised)) {
                ((Runnable) initialised.getDeclaredConstructor().newInstance()).run();
            }
        } catch (ReflectiveOperationException | LinkageError | RuntimeException leftOut) {
            assert !leftOut.toString().isEmpty();
        }
    }

    /**
     * A class that no cache of classes has, like those of the jobs that will come: the first of them has the jar opened
     * that it is in.
     */
    private static final class Stranger implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
