package dev.potok.app.code;

/** A language that is shown, and as much of its grammar as colouring needs. */
public enum CodeLanguage {
    /** What runs. */
    JAVA("abstract boolean break byte case catch char class continue default do double else enum "
            + "extends final finally float for if implements import instanceof int interface long new null "
            + "package private protected public record return sealed short static super switch synchronized "
            + "this throw throws try true false var void volatile while yield ", "//", "/*", "*/"),
    /** The twin. */
    PYTHON("and as assert async await break class continue def del elif else except False finally for "
            + "from global if import in is lambda None nonlocal not or pass raise return True try while "
            + "with yield ", "#", "\"\"\"",
            "\"\"\"");

    private final String keywords;
    private final String lineComment;
    private final String blockBegin;
    private final String blockEnd;

    CodeLanguage(String keywords, String lineComment, String blockBegin, String blockEnd) {
        this.keywords = " " + keywords;
        this.lineComment = lineComment;
        this.blockBegin = blockBegin;
        this.blockEnd = blockEnd;
    }

    /** Whether it is a word of the language itself. */
    boolean isKeyword(String word) {
        return keywords.contains(" " + word + " ");
    }

    /** What begins a comment to the end of the line. */
    String lineComment() {
        return lineComment;
    }

    /** What begins a comment over several lines. */
    String blockBegin() {
        return blockBegin;
    }

    /** What ends one. */
    String blockEnd() {
        return blockEnd;
    }
}
