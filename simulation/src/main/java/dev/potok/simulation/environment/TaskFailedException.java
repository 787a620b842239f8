package dev.potok.simulation.environment;

/** What a task threw in another process, where that could not come over itself: its class and message, in words. */
public final class TaskFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what was thrown there. */
    public TaskFailedException(String thrown) {
        super(thrown);
    }
}
