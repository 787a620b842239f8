package dev.potok.simulation.memory;

/**
 * The other end of a pipe is closed or its process is dead: nothing can be sent any more, or all that was sent before has
 * been received. Python's {@code EOFError} and {@code BrokenPipeError}.
 */
public final class PipeClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PipeClosedException(String sentence) {
        super(sentence);
    }
}
