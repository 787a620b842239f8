package dev.potok.app.transport;

/**
 * A stretch of run time.
 *
 * @param fromNanos its begin
 * @param toNanos   its end, not before the begin
 */
public record Span(long fromNanos, long toNanos) {
    /** Puts the two in order. */
    public static Span between(long oneNanos, long otherNanos) {
        return new Span(Math.min(oneNanos, otherNanos), Math.max(oneNanos, otherNanos));
    }

    /** How long it is. */
    public long lengthNanos() {
        return toNanos - fromNanos;
    }
}
