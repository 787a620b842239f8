package dev.potok.simulation.environment;

import java.io.Serializable;

/**
 * What an actor does from its start to its end. It is serializable, so that it can go to another process; whether what it
 * has caught is, shows when it does.
 */
@FunctionalInterface
public interface Body extends Serializable {
    /**
     * Runs once, on the actor.
     *
     * @throws Exception fails the actor; the run goes on and tells of the failure
     */
    void run(Actor self) throws Exception;
}
