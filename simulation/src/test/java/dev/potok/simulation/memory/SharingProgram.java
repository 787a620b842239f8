package dev.potok.simulation.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** What tests have child processes do; standard output tells how far it is, the end of standard input ends it. */
final class SharingProgram {
    private SharingProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (Shared shared = Shared.open(Path.of(arguments[0]))) {
            switch (arguments[1]) {
                case "count" -> count(shared, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
                case "hold" -> hold(shared, Integer.parseInt(arguments[2]));
                default -> throw new IllegalArgumentException(arguments[1]);
            }
        }
    }

    static void say(String word) {
        System.out.println(word);
        System.out.flush();
    }

    /** Adds ones under the mutex; the number it guards is plain memory. */
    private static void count(Shared shared, int party, int times) throws Exception {
        MemorySegment segment = shared.memory.segment();
        long subject = shared.root(Shared.SUBJECT);
        var mutex = new MemoryMutex(segment, subject, shared.dead());
        say("ready");
        if (System.in.read() < 0) {
            return;
        }
        for (int i = 0; i < times; i++) {
            mutex.lock(party);
            long number = subject + Words.APART;
            segment.set(ValueLayout.JAVA_LONG, number, segment.get(ValueLayout.JAVA_LONG, number) + 1);
            mutex.unlock(party);
        }
        say("done");
    }

    private static void hold(Shared shared, int party) throws Exception {
        new MemoryMutex(shared.memory.segment(), shared.root(Shared.SUBJECT), shared.dead()).lock(party);
        say("held");
        while (System.in.read() >= 0) {
            // Until there is no more.
        }
    }
}
