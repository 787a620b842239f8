package dev.potok.app.code;

import java.util.List;

/**
 * The few lines that stand beside the stage while presenting.
 *
 * @param javaFirst   number of the first line of the Java
 * @param javaLast    number of the last
 * @param pythonFirst number of the first line of the Python
 * @param pythonLast  number of the last
 */
public record Excerpt(int javaFirst, int javaLast, int pythonFirst, int pythonLast) {
    /** The most lines a room can read beside the stage. */
    public static final int MOST_LINES = 10;

    /**
     * Reads four snippets, one a row: first and last line of the Java, first and last line of the Python. A last line is
     * the first at or below the first line that contains its snippet, so it may be as plain as a closing brace. Blank rows
     * and rows that begin with {@code #} say nothing.
     *
     * @param name name of the file the rows are in, for what is told of a fault
     * @throws SourceMapException if there are not four snippets, a line is not found, or it is more than
     *                            {@value #MOST_LINES} lines
     */
    public static Excerpt read(String name, List<String> rows, List<String> java, List<String> python) {
        List<String> snippets = rows.stream().filter(row -> !row.isBlank() && !row.startsWith("#")).map(String::strip)
                .toList();
        if (snippets.size() != 4) {
            throw new SourceMapException(name, snippets.size(), "four snippets are wanted, and there are "
                    + snippets.size());
        }
        int javaFirst = SourceMap.lineOf(name, 1, "Java", snippets.get(0), java);
        int javaLast = last(name, 2, "Java", snippets.get(1), java, javaFirst);
        int pythonFirst = SourceMap.lineOf(name, 3, "Python", snippets.get(2), python);
        int pythonLast = last(name, 4, "Python", snippets.get(3), python, pythonFirst);
        return new Excerpt(javaFirst, javaLast, pythonFirst, pythonLast);
    }

    private static int last(String name, int row, String language, String snippet, List<String> source, int first) {
        int line = SourceMap.lineFrom(first, name, row, language, snippet, source);
        if (line - first >= MOST_LINES) {
            throw new SourceMapException(name, row, "the " + language + " excerpt is lines " + first + " to " + line
                    + ", more than " + MOST_LINES);
        }
        return line;
    }
}
