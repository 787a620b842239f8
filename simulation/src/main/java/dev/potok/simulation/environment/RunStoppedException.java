package dev.potok.simulation.environment;

/** The run was stopped; the actor that meets this leaves. Not a failure, and not for a scenario to catch. */
public final class RunStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The one reason for it. */
    public RunStoppedException() {
        super("the run was stopped", null, false, false);
    }
}
