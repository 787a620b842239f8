package dev.potok.app.code;

import java.util.ArrayList;
import java.util.List;

/** Cuts the lines of one file into tokens, from the first on; it remembers whether a comment goes on. Not shared. */
final class Tokenizer {
    private final CodeLanguage language;
    private final List<Token> tokens = new ArrayList<>();
    private boolean inBlock;

    Tokenizer(CodeLanguage language) {
        this.language = language;
    }

    /** The tokens of the next line; put together they are that line again. */
    List<Token> next(String line) {
        tokens.clear();
        int at = 0;
        while (at < line.length()) {
            at = inBlock ? block(line, at, 0) : token(line, at);
        }
        return List.copyOf(tokens);
    }

    private int token(String line, int at) {
        char c = line.charAt(at);
        if (line.startsWith(language.blockBegin(), at)) {
            return block(line, at, language.blockBegin().length());
        }
        if (line.startsWith(language.lineComment(), at)) {
            return add(Token.Kind.COMMENT, line, at, line.length());
        }
        if (c == '"' || c == '\'') {
            return add(Token.Kind.STRING, line, at, quoted(line, at, c));
        }
        if (Character.isJavaIdentifierStart(c)) {
            int end = at + 1;
            while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
                end++;
            }
            boolean keyword = language.isKeyword(line.substring(at, end));
            return add(keyword ? Token.Kind.KEYWORD : Token.Kind.PLAIN, line, at, end);
        }
        return add(Token.Kind.PLAIN, line, at, at + 1);
    }

    /** A comment over several lines, whose text is looked for its end from {@code skip} characters on. */
    private int block(String line, int at, int skip) {
        int end = line.indexOf(language.blockEnd(), at + skip);
        inBlock = end < 0;
        return add(Token.Kind.COMMENT, line, at, inBlock ? line.length() : end + language.blockEnd().length());
    }

    private static int quoted(String line, int at, char quote) {
        int end = at + 1;
        while (end < line.length() && line.charAt(end) != quote) {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, line.length());
    }

    /** Adds a piece, to the one before where that is of the same kind. */
    private int add(Token.Kind kind, String line, int from, int to) {
        String text = line.substring(from, to);
        if (!tokens.isEmpty() && tokens.getLast().kind() == kind) {
            text = tokens.removeLast().text() + text;
        }
        tokens.add(new Token(kind, text));
        return to;
    }
}
