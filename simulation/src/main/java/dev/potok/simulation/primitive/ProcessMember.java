package dev.potok.simulation.primitive;

/** An actor that is a process. Its methods are called by other actors. */
public interface ProcessMember extends RecordedEnvironment.Member {
    /** What POSIX sends to ask for an end, … */
    int TERMINATE = 15;
    /** … and to make one. */
    int KILL = 9;

    /** The number that the operating system has for it. */
    long pid();

    /** Whether it was started and has not ended. */
    boolean isAlive();

    /** Whether it was started and has ended, in whatever way. Any thread. */
    boolean hasEnded();

    /**
     * How it ended; from now on the run does not fail for it.
     *
     * @throws IllegalStateException if it has not ended
     */
    int exitCode();

    /** However it ends, the run does not fail for it: whoever calls this knows. Any thread. */
    void forgive();

    /** Whether it can be sent signals: those of the virtual machine cannot. */
    boolean takesSignals();

    /** Sends it a signal; nothing happens to one that does not run. */
    void signal(int signal);

    /** Waits for its end until that run time; says whether it has ended. */
    boolean joinUntil(long dueNanos);

    /** Has that done by whoever learns of its end, at once if it has ended. */
    void onEnd(Runnable action);
}
