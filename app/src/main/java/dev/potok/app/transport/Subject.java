package dev.potok.app.transport;

import dev.potok.simulation.trace.TraceCursor;

/** An actor or a resource that somebody looks at more closely than at the others. */
public sealed interface Subject {
    /** Number of the actor or resource. */
    int id();

    /** Whether the event the cursor is at happened to it. */
    boolean in(TraceCursor event);

    /**
     * An actor.
     *
     * @param id its number
     */
    record OfActor(int id) implements Subject {
        @Override
        public boolean in(TraceCursor event) {
            return event.actor() == id;
        }
    }

    /**
     * A resource.
     *
     * @param id its number
     */
    record OfResource(int id) implements Subject {
        @Override
        public boolean in(TraceCursor event) {
            return event.resource() == id;
        }
    }
}
