package dev.potok.simulation.environment;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** One who acts. Its methods may be called by the actor itself alone. */
public interface Actor {
    /** The name shown on the stage. */
    String name();

    /** Its place in its group, from 0. */
    int index();

    /** Computes for that many units; live this keeps a core busy, virtually it costs time on one. */
    void work(long units);

    /**
     * Computes something real that counts as that many units.
     *
     * @return what {@code computation} returned
     */
    <T> T work(long units, Supplier<T> computation);

    /** Waits without needing a core. At lecture pace the time is as given; flat out it is a thousandth of it. */
    void sleep(Duration duration);

    /**
     * Makes a blocking call of the operating system.
     *
     * @param label what it does, for the stage ("read notes.txt")
     * @return what the call returned
     * @throws Exception what the call threw
     */
    <T> T io(String label, Callable<T> call) throws Exception;

    /** Prints a line to the console. */
    void print(String line);
}
