package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/** An actor as the primitives see it. Its methods are for the actor itself unless they say otherwise. */
public interface Party extends Scribe {
    /** Its number. Any actor may ask. */
    int id();

    /** Its name. Any actor may ask. */
    String name();

    /**
     * The line of the scenario it is at, 0 before the first. For the actor itself, or for another inside the critical
     * section of the primitive it waits at.
     */
    int line();

    /**
     * A safe point: stands still while the run is paused. Never called inside a critical section.
     *
     * @throws dev.potok.simulation.environment.RunStoppedException if the run is stopped
     */
    void checkpoint();

    @Override
    default int seat() {
        throw new IllegalStateException("\"" + name() + "\" shares no memory with other processes");
    }

    /**
     * An object as bytes that may leave its process; primitives that processes share go as what they are known by.
     *
     * @throws dev.potok.simulation.environment.CannotCrossException if it cannot
     */
    byte[] pack(Object object);

    /**
     * The copy that {@link #pack} made the bytes of.
     *
     * @throws dev.potok.simulation.environment.CannotCrossException if it cannot be made here
     */
    Object unpack(byte[] bytes);

    /** Whether it was interrupted, which is forgotten. */
    boolean takeInterrupt();

    /** Run time at which a time-out of that length, begun now, is over. */
    long due(Duration timeout);

    /** The wait it is in, null if it is in none or about to go on. Any thread may ask; the answer may be outdated. */
    @Nullable
    Wait waiter();

    /** The party for whose end it waits, null if for nobody's. Any thread may ask; the answer may be outdated. */
    @Nullable
    Party joining();

    /**
     * Stands still until the wait has ended, and after that until the run is not paused. Where it is due or interrupted
     * before, cancels it; if that is refused it goes on waiting, for then it can be long in coming no more.
     *
     * @throws dev.potok.simulation.environment.RunStoppedException if the run is stopped
     */
    void await(Wait wait);

    /** Lets it see that its wait has ended; called by the one who ended it, inside the critical section. */
    void wake();

    // ---- where actors are told what to do, see Switchboard

    /** Whether it waits or sleeps and will go on by itself once its time is over. Any thread may ask one that is at rest. */
    boolean restEnds();

    /**
     * Stands still until all of them are at rest: until each waits for another or for time to pass, as far as run time has
     * come. In virtual time, which does not go on meanwhile while nobody acts, until nobody at all acts.
     *
     * @throws dev.potok.simulation.environment.RunStoppedException if the run is stopped
     */
    void awaitRest(List<? extends Party> others);

    /**
     * Stands still until that holds, for which it looks after each {@link #nudge}. Virtual time does not go on meanwhile.
     *
     * @throws dev.potok.simulation.environment.RunStoppedException if the run is stopped
     */
    void awaitOutside(BooleanSupplier there);

    /** Lets one look again that is in {@link #awaitOutside}. Any thread. */
    void nudge();

    /** Sleeps that long; an interrupt does not end it. */
    void pass(Duration time);

    /** Interrupts it; by another actor that has recorded that. */
    void interruptNow();

    /** Lets it leave its wait with nothing granted, and end; by another actor. For one that is at rest. */
    void dismiss();
}
