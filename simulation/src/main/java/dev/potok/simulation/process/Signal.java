package dev.potok.simulation.process;

/** What a child can be sent. */
public enum Signal {
    /** SIGINT: the child does what it has set for it, or ends. */
    INTERRUPT(2),
    /** SIGTERM: the child ends, after what it has set for it. */
    TERMINATE(15),
    /** SIGKILL: the child ends, without another step. */
    KILL(9);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** Its number in POSIX. */
    public int number() {
        return number;
    }
}
