package dev.potok.simulation.finding;

/**
 * A part of the critical path: for so long the run hung on that actor.
 *
 * @param actor     on whom
 * @param fromNanos from when on
 * @param toNanos   until when
 */
public record Stretch(int actor, long fromNanos, long toNanos) {
    /** How long. */
    public long lengthNanos() {
        return toNanos - fromNanos;
    }
}
