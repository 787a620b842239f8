package dev.potok.simulation.process;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a child ended.
 *
 * @param code      as the operating system has it through Java: 128 and the signal's number for one that a signal ended
 * @param orderly   whether the child itself said that it was about to end with this code
 * @param complaint what went wrong, in one sentence; empty if nothing did
 */
public record Exit(int code, boolean orderly, Optional<String> complaint) {
    private static final int BY_SIGNAL = 128;
    private static final int LAST_SIGNAL = 64;

    /** Of a child whose parent's end of the socket was closed: as if a terminal had hung up. */
    public static final int HUNG_UP = BY_SIGNAL + 1;

    /** The number of the signal that ended it; empty if it ended by itself. */
    public OptionalInt signal() {
        int number = code - BY_SIGNAL;
        return orderly || number < 1 || number > LAST_SIGNAL ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
