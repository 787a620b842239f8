package dev.potok.simulation.environment;

/**
 * An integer that all actors see and nothing protects. What an actor has loaded is a copy in its own hands; what it stores
 * replaces whatever is there by then.
 */
public interface SharedVariable {
    /** Copies the value into the caller's hands. */
    long load();

    /** Replaces the value. */
    void store(long value);
}
