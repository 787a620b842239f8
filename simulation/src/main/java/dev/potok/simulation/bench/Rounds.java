package dev.potok.simulation.bench;

import java.util.Map;

/** Something that is measured again and again, the same each time. Confined to one thread. */
public interface Rounds extends AutoCloseable {
    /**
     * Does it once more.
     *
     * @return its figures by name, in seconds or in messages a second
     * @throws InterruptedException if the thread is interrupted; then it can only be closed
     * @throws BenchFailedException if it did not come about
     */
    Map<String, Double> next() throws InterruptedException;

    /** Lets go of all processes and of what they shared. */
    @Override
    void close();
}
