package dev.potok.app.measure;

import dev.potok.simulation.trace.ResourceInfo;

/**
 * What the level of a resource is, as its track has it: seats taken, items inside, who has arrived or waits, what is left of
 * a count, whether a lamp is on. Pure functions.
 */
public final class ResourceLevel {
    private ResourceLevel() {}

    /** Whether a resource has a level. A value is none: it can be anything. */
    public static boolean has(ResourceInfo resource) {
        return switch (resource.kind()) {
            case MUTEX, REENTRANT_MUTEX, READ_WRITE_LOCK, STAMPED_LOCK, CONDITION, SEMAPHORE, CARRIERS, BARRIER, LATCH,
                    PHASER, EXCHANGER, EVENT, QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE, SCOPE, PIPE,
                    POOL ->
                    true;
            case CELL, VARIABLE, ATOMIC, ARRAY, COUNTER -> false;
        };
    }

    /** The level from which on nothing of it is left, 0 where there is no such. */
    public static long full(ResourceInfo resource) {
        return switch (resource.kind()) {
            case MUTEX, REENTRANT_MUTEX -> 1;
            case SEMAPHORE, CARRIERS, BARRIER, QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE -> resource.capacity();
            // Of a phaser the parties change, of a latch the level is what is left of the count.
            case READ_WRITE_LOCK, STAMPED_LOCK, CONDITION, LATCH, PHASER, EXCHANGER, EVENT, SCOPE, CELL, VARIABLE,
                    ATOMIC, ARRAY, PIPE, POOL, COUNTER ->
                    0;
        };
    }

    /** The level that fills its lane, 0 where that is the greatest it ever had. */
    public static long most(ResourceInfo resource) {
        return switch (resource.kind()) {
            case REENTRANT_MUTEX -> 0; // its holder enters as often as it likes
            case LATCH -> resource.capacity();
            case EXCHANGER, EVENT -> 1;
            default -> full(resource);
        };
    }
}
