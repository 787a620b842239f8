package dev.potok.app.launcher;

import java.io.PrintWriter;
import java.nio.charset.Charset;

import dev.potok.app.text.Texts;

/**
 * Where a command prints, and in which language.
 *
 * @param out     standard output
 * @param err     standard error
 * @param texts   the user's language
 * @param inPlace whether a line can be written over: the output is a terminal and no file or pipe
 * @param signs   whether the output can show ✓ and ✗; otherwise they are written as + and x
 */
record Terminal(PrintWriter out, PrintWriter err, Texts texts, boolean inPlace, boolean signs) {
    /** Whether what is printed in that encoding can have ✓, ✗ and – in it. */
    static boolean hasSigns(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode("✓✗–");
    }

    /** Prints the message of that key. */
    void say(String key, Object... arguments) {
        out.println(texts.get(key, arguments));
    }

    /** The sign for what holds, what does not, and what cannot be told. */
    String sign(Verdict verdict) {
        return switch (verdict) {
            case YES -> signs ? "✓" : "+";
            case NO -> signs ? "✗" : "x";
            case OPEN -> signs ? "–" : "-";
        };
    }

    /** Whether something holds. */
    enum Verdict {
        /** It does. */
        YES,
        /** It does not. */
        NO,
        /** It cannot be told here, or it is no fault that it does not. */
        OPEN
    }
}
