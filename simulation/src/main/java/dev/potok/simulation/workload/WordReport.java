package dev.potok.simulation.workload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Everything a word count needs besides its actors: files made into pages, a count for each counter, the merge, and the
 * same count done one file after another to hold it against.
 */
public final class WordReport {
    private final List<Path> files;
    private final int linesOnPage;
    private final List<WordCount> counts;
    private final WordCount merged = new WordCount();
    private final AtomicLong lines = new AtomicLong();
    private final Map<String, TextFile.Remark> remarks = new ConcurrentHashMap<>();
    private WordCount sequential = new WordCount();
    private boolean countedSequentially;

    /** For these files, in pages of that many lines, counted by that many counters. */
    public WordReport(List<Path> files, int linesOnPage, int counters) {
        this.files = files;
        this.linesOnPage = linesOnPage;
        this.counts = Stream.generate(WordCount::new).limit(counters).toList();
    }

    /** Reads a file; what is odd about it is remarked upon by name. Any thread. */
    public TextFile read(Path file) {
        TextFile text = TextFile.open(file);
        if (text.remark() != TextFile.Remark.NONE) {
            remarks.put(text.name(), text.remark());
        }
        return text;
    }

    /** The text cut into pages; the last may be shorter. Any thread. */
    public List<List<String>> pagesOf(TextFile text) {
        List<String> all = text.lines();
        lines.addAndGet(all.size());
        var pages = new ArrayList<List<String>>();
        for (int from = 0; from < all.size(); from += linesOnPage) {
            pages.add(all.subList(from, Math.min(all.size(), from + linesOnPage)));
        }
        return pages;
    }

    /** The count that the counter with that index alone adds to. */
    public WordCount count(int counter) {
        return counts.get(counter);
    }

    /** Puts the counts of all counters together, once all of them are done; called by one of them. */
    public WordCount merge() {
        counts.forEach(merged::addAll);
        return merged;
    }

    /** What {@link #merge} made, once all actors have ended. */
    public WordCount merged() {
        return merged;
    }

    /** Lines read so far. */
    public long lines() {
        return lines.get();
    }

    /** What was odd about which file: its remark in words as the command line prints them, by file name. */
    public Map<String, String> remarks() {
        var named = new TreeMap<String, String>();
        remarks.forEach((name, remark) -> named.put(name, remark.name().toLowerCase(Locale.ROOT)));
        return named;
    }

    /** The same files counted one after another. Counted at the first call; for one thread, after the run. */
    public WordCount sequential() {
        if (!countedSequentially) {
            var count = new WordCount();
            var known = new HashMap<Path, WordCount>();
            for (Path file : files) {
                count.addAll(known.computeIfAbsent(file, each -> WordCount.of(TextFile.open(each).lines())));
            }
            sequential = count;
            countedSequentially = true;
        }
        return sequential;
    }
}
