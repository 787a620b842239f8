package dev.potok.app.code;

import java.util.ArrayList;
import java.util.List;

/**
 * A source file as it is shown: its lines cut into tokens, and the part that matters. Immutable.
 *
 * <p>
 * A line keeps its own number. Only its indentation is drawn narrower than it is written: counted from that of the part
 * that matters, and half as wide, so that more of a line fits beside the stage.
 *
 * @param fileName  name of the file
 * @param language  what it is written in
 * @param lines     all its lines
 * @param bodyFirst number of the first line of what matters, from 1
 * @param bodyLast  number of its last line
 */
public record CodeListing(String fileName, CodeLanguage language, List<Line> lines, int bodyFirst, int bodyLast) {
    /** Columns of indentation as written for one as drawn. */
    private static final int NARROWING = 2;

    /**
     * One line.
     *
     * @param number its number in the file, from 1
     * @param column how far it is drawn indented, in characters
     * @param text   what it says, without indentation
     * @param tokens the same in pieces
     */
    public record Line(int number, int column, String text, List<Token> tokens) {}

    /** The listing of a Java scenario; what matters is the body of its method {@code run}. */
    public static CodeListing java(String fileName, List<String> source) {
        return listing(fileName, CodeLanguage.JAVA, source, "public void run(", "{");
    }

    /** The listing of a Python twin; what matters is the body of its function {@code main}, or else all of it. */
    public static CodeListing python(String fileName, List<String> source) {
        return listing(fileName, CodeLanguage.PYTHON, source, "def main(", ":");
    }

    private static CodeListing listing(String fileName, CodeLanguage language, List<String> source, String head,
            String headEnd) {
        int first = 1;
        int last = source.size();
        int headAt = indexOf(source, head);
        if (headAt >= 0) {
            int open = headAt;
            while (open < source.size() - 1 && !source.get(open).stripTrailing().endsWith(headEnd)) {
                open++;
            }
            int headIndent = indent(source.get(headAt));
            first = open + 2;
            last = first;
            while (last < source.size() && (source.get(last).isBlank() || indent(source.get(last)) > headIndent)) {
                last++;
            }
            while (last > first && source.get(last - 1).isBlank()) {
                last--;
            }
        }
        int margin = first <= source.size() ? indent(source.get(first - 1)) : 0;
        var tokenizer = new Tokenizer(language);
        var lines = new ArrayList<Line>();
        for (String written : source) {
            int column = Math.max(0, indent(written) - margin) / NARROWING;
            String text = written.strip();
            lines.add(new Line(lines.size() + 1, column, text, tokenizer.next(text)));
        }
        return new CodeListing(fileName, language, List.copyOf(lines), first, last);
    }

    private static int indexOf(List<String> source, String head) {
        for (int i = 0; i < source.size(); i++) {
            if (source.get(i).contains(head)) {
                return i;
            }
        }
        return -1;
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** The same file with another part that matters. */
    public CodeListing focusedOn(int first, int last) {
        return new CodeListing(fileName, language, lines, first, last);
    }

    /** Characters in its longest line of the part that matters, as drawn. */
    public int widestColumns() {
        return lines.subList(Math.max(0, bodyFirst - 1), Math.min(lines.size(), bodyLast)).stream()
                .mapToInt(line -> line.column() + line.text().length()).max().orElse(0);
    }
}
