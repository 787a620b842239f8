package dev.potok.simulation.trace.file;

import java.util.List;

/**
 * Something to tell whoever opens a recording. The message {@code notice.KIND}, in kebab-case, words it.
 *
 * @param kind    what
 * @param figures fill the places of its message, in order
 */
public record Notice(Kind kind, List<Object> figures) {
    /** Keeps a copy of the list. */
    public Notice {
        figures = List.copyOf(figures);
    }

    /** What there may be to tell. */
    public enum Kind {
        /**
         * The recording was not finished: what wrote it ended in the middle. Figures: events that are there, run time of
         * the last of them in nanoseconds.
         */
        UNFINISHED,
        /**
         * The file is damaged, and this is what comes before the damage. Figures: events that are there, run time of the
         * last of them in nanoseconds.
         */
        DAMAGED,
        /**
         * The file was whole once and is cut short, and this is what is left. Figures: events that are there, run time of
         * the last of them in nanoseconds.
         */
        TRUNCATED,
        /** The file is a recording of another tool. Figures: name of the tool, or an empty text. */
        IMPORTED,
        /** Parts of the file say nothing that can be shown. Figures: how many of them, of which kinds. */
        LEFT_OUT
    }
}
