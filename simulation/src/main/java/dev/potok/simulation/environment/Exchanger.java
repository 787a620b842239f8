package dev.potok.simulation.environment;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A table at which two meet and swap what they bring. */
public interface Exchanger<T> {
    /**
     * Waits for a partner and swaps.
     *
     * @return what the partner brought
     * @throws InterruptedException if the caller was interrupted before a partner came
     */
    T exchange(T mine) throws InterruptedException;

    /**
     * The same, but waits no longer than that, in run time.
     *
     * @throws TimeoutException if no partner came in time
     */
    T exchange(T mine, Duration timeout) throws InterruptedException, TimeoutException;
}
