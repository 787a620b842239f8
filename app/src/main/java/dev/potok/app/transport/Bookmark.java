package dev.potok.app.transport;

/**
 * A place in a recording to come back to.
 *
 * @param events    how many events lie before it
 * @param timeNanos its run time
 */
public record Bookmark(long events, long timeNanos) {}
