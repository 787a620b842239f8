package dev.potok.app.launcher;

import java.util.List;

import dev.potok.app.bench.Bench;

/** Python did not do what it was asked to. */
final class PythonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Bench.Remark remark;

    PythonException(String name, String... arguments) {
        super(name + " " + List.of(arguments));
        remark = new Bench.Remark(name, List.of(arguments));
    }

    /** What is to be said of it. */
    Bench.Remark remark() {
        return remark;
    }
}
