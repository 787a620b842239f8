package dev.potok.app.code;

/** A row that joins two source files does not point at exactly one line of each. A fault of what ships. */
public final class SourceMapException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with which row of which file. */
    SourceMapException(String file, int row, String what) {
        super(file + ", row " + row + ": " + what);
    }
}
