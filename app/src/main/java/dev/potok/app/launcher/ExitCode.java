package dev.potok.app.launcher;

/** What the program tells the shell. */
final class ExitCode {
    /** Done, and every check holds. */
    static final int FINE = 0;
    /** Done, and a check failed. */
    static final int CHECK_FAILED = 1;
    /** Not done: bad usage, or something is missing that the command needs. One sentence on standard error says what. */
    static final int NOT_DONE = 2;
    /** Ended by Ctrl-C, as shells have it: 128 and the number of the signal. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
