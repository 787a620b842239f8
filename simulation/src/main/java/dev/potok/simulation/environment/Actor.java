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

    /**
     * Waits without needing a core. At lecture pace the time is as given; flat out it is a hundredth of it.
     *
     * @throws InterruptedException if the actor was interrupted before or while it slept
     */
    void sleep(Duration duration) throws InterruptedException;

    /** Whether it was interrupted, and forgets that. */
    boolean interrupted();

    /**
     * Makes a blocking call of the operating system.
     *
     * @param label what it does, for the stage ("read notes.txt")
     * @return what the call returned
     * @throws Exception what the call threw
     */
    <T> T io(String label, Callable<T> call) throws Exception;

    /**
     * Does something with a frame of native code below it on the stack. A virtual thread that waits meanwhile keeps its
     * carrier.
     *
     * @throws Exception what it threw
     */
    void inNativeFrame(Step step) throws Exception;

    /** Something to be done. */
    @FunctionalInterface
    interface Step {
        /** Does it. */
        void run() throws Exception;
    }

    /** Prints a line to the console. */
    void print(String line);

    /** The number that the operating system has for the process it is in. */
    long pid();

    /**
     * Ends its process with that exit code, 0 to 255.
     *
     * @throws IllegalStateException if it is not a process
     */
    void exit(int code);

    /**
     * Says what is to be done when its process gets SIGTERM, before that ends. A thread of its own does it, an actor named
     * {@code GROUP-handler} that appears with the signal; whatever the process does otherwise goes on meanwhile.
     *
     * @throws IllegalStateException if it is not a process
     */
    void onTerminate(Body cleanup);
}
