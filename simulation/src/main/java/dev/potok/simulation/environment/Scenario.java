package dev.potok.simulation.environment;

import java.util.List;

/**
 * One exhibit of the catalogue. Its name, promise, lesson and Python twin are among the resources, under its id; its
 * source is shown to the room.
 */
public interface Scenario {
    /** Stable id in kebab-case. */
    String id();

    /** What can be set, in the order shown. */
    List<Setting> settings();

    /**
     * What the actor "main" does. When it returns or fails, and all actors it started have ended, the run is over.
     *
     * @throws Exception fails the run; it is told on the screen
     */
    void run(Environment env, Settings settings) throws Exception;
}
