package dev.potok.simulation.trace.file;

import java.io.IOException;

/** A file cannot be read as a recording. The parts are for whoever words the sentence in the user's language. */
public final class TraceFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Reason {
        /** It is something else. */
        NOT_A_TRACE,
        /** There is nothing in it. */
        EMPTY,
        /** An older program wrote it, in a form that this one does not read. */
        OLDER_VERSION,
        /** A newer program wrote it. */
        NEWER_VERSION,
        /** It ends too early, as when a disk was full or a copy broke off. */
        TRUNCATED,
        /** Its bytes are not those that were written, or say what cannot be. */
        DAMAGED,
        /** It begins like a recording of another tool, and goes on as no JSON does. The detail begins with line:column. */
        BAD_JSON,
        /** It holds more than can be shown. */
        TOO_LARGE
    }

    private final Reason reason;
    private final String detail;

    /** Says what is wrong, and where in figures rather than in words. */
    public TraceFileException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** Where, in figures. */
    public String detail() {
        return detail;
    }
}
