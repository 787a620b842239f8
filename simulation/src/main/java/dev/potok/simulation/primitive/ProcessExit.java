package dev.potok.simulation.primitive;

/** An actor has said with which code its process is to end. On its way to whoever ends the process. */
public final class ProcessExit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** With a code from 0 to 255. */
    public ProcessExit(int code) {
        super("exit " + code, null, false, false);
        if (code < 0 || code > 255) {
            throw new IllegalArgumentException("an exit code is 0 to 255, not " + code);
        }
        this.code = code;
    }

    /** The code. */
    public int code() {
        return code;
    }
}
