package dev.potok.simulation.workload;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often each word occurs. A word is a run of letters, in lower case. Not for use by several threads at once. */
public final class WordCount {
    private final Map<String, Long> counts = new HashMap<>();
    private long words;

    /** The words of these lines. */
    public static WordCount of(List<String> lines) {
        var count = new WordCount();
        lines.forEach(count::addLine);
        return count;
    }

    private void addLine(String line) {
        int length = line.length();
        int start = -1;
        for (int i = 0; i <= length; i++) {
            boolean letter = i < length && Character.isLetter(line.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                add(line.substring(start, i).toLowerCase(Locale.ROOT), 1);
                start = -1;
            }
        }
    }

    private void add(String word, long times) {
        counts.merge(word, times, Long::sum);
        words += times;
    }

    /** Adds all of another count to this one. */
    public void addAll(WordCount other) {
        other.counts.forEach(this::add);
    }

    /** All words, repeated ones as often as they occur. */
    public long words() {
        return words;
    }

    /** Different words. */
    public int distinct() {
        return counts.size();
    }

    /** The most frequent words with their counts, the most frequent first and equals in alphabetical order. */
    public List<Map.Entry<String, Long>> top(int most) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordCount count && counts.equals(count.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }
}
