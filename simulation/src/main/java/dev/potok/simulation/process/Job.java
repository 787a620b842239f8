package dev.potok.simulation.process;

import java.io.Serializable;

/** What a child is to do. It crosses to the child as bytes, so what it captures is copied. */
@FunctionalInterface
public interface Job extends Serializable {
    /**
     * Runs once, on the child's main thread. When it returns, the child ends, whatever other threads it has.
     *
     * @return the exit code, 0 to 255
     * @throws Exception ends the child with code 1; {@link Exit#complaint} tells the parent what it was
     */
    int run(Parent parent) throws Exception;
}
