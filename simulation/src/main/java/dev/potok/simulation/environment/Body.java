package dev.potok.simulation.environment;

/** What an actor does from its start to its end. */
@FunctionalInterface
public interface Body {
    /**
     * Runs once, on the actor.
     *
     * @throws Exception fails the actor; the run goes on and tells of the failure
     */
    void run(Actor self) throws Exception;
}
