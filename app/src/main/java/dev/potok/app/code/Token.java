package dev.potok.app.code;

/**
 * A piece of a line in one colour.
 *
 * @param kind what it is
 * @param text the piece as written
 */
public record Token(Kind kind, String text) {
    /** What a piece can be. */
    public enum Kind {
        /** Names, signs, numbers and spaces. */
        PLAIN,
        /** A word of the language. */
        KEYWORD,
        /** A text in quotes, with its quotes. */
        STRING,
        /** For readers only. */
        COMMENT
    }
}
