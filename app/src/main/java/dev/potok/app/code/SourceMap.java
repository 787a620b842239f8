package dev.potok.app.code;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which lines of a Python twin say what a line of the Java says. Immutable; any thread.
 *
 * <p>
 * It is read from rows {@code JAVA SNIPPET || PYTHON SNIPPET}. A snippet stands for the one line that contains it;
 * {@code FIRST … SECOND} stands for the first line that contains the second from the one line of the first on, and so on
 * for longer chains. A line may occur in several rows; blank rows and rows that begin with {@code #} say nothing.
 */
public final class SourceMap {
    /** What parts the two snippets of a row. */
    private static final String SEPARATOR = "||";
    /** What leads from a snippet to one further below. */
    private static final String CHAIN = " … ";

    private final NavigableMap<Integer, SortedSet<Integer>> pythonOfJava = new TreeMap<>();
    private final NavigableMap<Integer, SortedSet<Integer>> javaOfPython = new TreeMap<>();

    private SourceMap() {}

    /** A map that joins nothing. */
    public static SourceMap empty() {
        return new SourceMap();
    }

    /**
     * Reads the rows and finds their lines.
     *
     * @param name   name of the file the rows are in, for what is told of a fault
     * @param rows   the rows
     * @param java   all lines of the Java
     * @param python all lines of the Python
     * @throws SourceMapException if a row has not two snippets, or one of them is on no line or on several
     */
    public static SourceMap read(String name, List<String> rows, List<String> java, List<String> python) {
        var map = new SourceMap();
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            if (row.isBlank() || row.startsWith("#")) {
                continue;
            }
            int middle = row.indexOf(" " + SEPARATOR + " ");
            if (middle < 0) {
                throw new SourceMapException(name, i + 1, "no \" " + SEPARATOR + " \" between two snippets");
            }
            String javaSnippet = row.substring(0, middle).strip();
            String pythonSnippet = row.substring(middle + SEPARATOR.length() + 2).strip();
            int javaLine = lineOf(name, i + 1, "Java", javaSnippet, java);
            int pythonLine = lineOf(name, i + 1, "Python", pythonSnippet, python);
            map.pythonOfJava.computeIfAbsent(javaLine, line -> new TreeSet<>()).add(pythonLine);
            map.javaOfPython.computeIfAbsent(pythonLine, line -> new TreeSet<>()).add(javaLine);
        }
        return map;
    }

    /** Number of the line that the snippet, or chain of snippets, stands for. */
    static int lineOf(String name, int row, String language, String snippet, List<String> source) {
        if (snippet.isEmpty()) {
            throw new SourceMapException(name, row, "the " + language + " snippet is empty");
        }
        String[] chain = snippet.split(CHAIN);
        int line = onlyLineOf(name, row, language, chain[0], source);
        for (int i = 1; i < chain.length; i++) {
            line = lineFrom(line, name, row, language, chain[i], source);
        }
        return line;
    }

    private static int onlyLineOf(String name, int row, String language, String snippet, List<String> source) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < source.size(); i++) {
            if (source.get(i).contains(snippet)) {
                found.add(i + 1);
            }
        }
        if (found.size() != 1) {
            throw new SourceMapException(name, row, "the " + language + " snippet \"" + snippet + "\" is on "
                    + (found.isEmpty() ? "no line" : "lines " + found));
        }
        return found.getFirst();
    }

    /** Number of the first line from that one on that contains the snippet. */
    static int lineFrom(int first, String name, int row, String language, String snippet, List<String> source) {
        for (int line = first; line <= source.size(); line++) {
            if (source.get(line - 1).contains(snippet)) {
                return line;
            }
        }
        throw new SourceMapException(name, row, "the " + language + " snippet \"" + snippet + "\" is on no line from "
                + first + " on");
    }

    /** The lines of the Python for a line of the Java, none where it has no counterpart. */
    public SortedSet<Integer> pythonOf(int javaLine) {
        return pythonOfJava.getOrDefault(javaLine, new TreeSet<>());
    }

    /** The lines of the Java for a line of the Python. */
    public SortedSet<Integer> javaOf(int pythonLine) {
        return javaOfPython.getOrDefault(pythonLine, new TreeSet<>());
    }

    /** Whether it joins nothing. */
    public boolean isEmpty() {
        return pythonOfJava.isEmpty();
    }
}
