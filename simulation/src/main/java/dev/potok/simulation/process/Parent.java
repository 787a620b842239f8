package dev.potok.simulation.process;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.CannotCrossException;

/** The parent as its child sees it. Any thread of the child may call any of this. */
public interface Parent {
    /**
     * Asks, and waits for the answer. An interrupt does not end the wait; the thread is still interrupted after it.
     *
     * @throws CannotCrossException if the question or the answer cannot cross; nothing has been asked in the first case
     * @throws RuntimeException     what the parent threw instead of an answer, or {@link ProcessException} with what it
     *                              said where that cannot cross
     */
    @Nullable
    Object ask(@Nullable Object question);

    /**
     * Says something that needs no answer. What one thread says and asks arrives in that order.
     *
     * @throws CannotCrossException if it cannot cross; nothing has been sent then
     */
    void tell(@Nullable Object message);

    /**
     * Sets who hears what the parent tells, on a thread of its own, one message after another. What was told before waits
     * until then.
     */
    void onTold(Consumer<@Nullable Object> listener);

    /**
     * Sets what SIGINT does; it runs on a thread of its own. Until then, SIGINT ends the process with code 130.
     */
    void onInterrupt(Runnable handler);

    /**
     * Sets what SIGTERM does before the process ends with code 143; it runs on a thread of its own, while the job goes on.
     * Until then, SIGTERM ends the process with code 143 at once.
     */
    void onTerminate(Runnable handler);

    /** What the child's clock is ahead of the parent's, see {@link Alignment#offsetNanos}. */
    long offsetNanos();
}
