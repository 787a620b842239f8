package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the cards of processes stand in rows. A pure function of room and members.
 *
 * @param form   what each card has room for
 * @param boxes  the cards, from the left; their rows begin at height 0
 * @param height how high all rows are together
 */
record HomeRows(Form form, List<Box> boxes, double height) {
    /** A card so wide, in heights of small letters, has its figures beside its title. */
    private static final double WIDE = 30;
    /** Width of a card by its height where nothing else wants the room. */
    private static final double PLEASANT = 1.7;

    HomeRows {
        boxes = List.copyOf(boxes);
    }

    /** What a card shows beside its pills. */
    enum Form {
        /** A title with the state, and figures. */
        FULL,
        /** A title with the state. */
        HEADED,
        /** Nothing but what has room beside the pills, whose names are those of the processes. */
        BARE
    }

    static double edge(StageMetrics m) {
        return Math.max(4, Math.min(m.pad() * 0.7, 10));
    }

    /** Space between rows: what crosses the border of a process needs some. */
    private static double rowGap(StageMetrics m) {
        return Math.max(m.space(), Math.round(m.caption()));
    }

    /** Whether there is room for a row of pills in each card. */
    boolean hasRoom(StageMetrics m) {
        return boxes.stream().allMatch(box -> box.height() >= m.pillHeight() + edge(m));
    }

    /** Height of what stands above the pills in a card of that width. */
    static double head(StageMetrics m, Form form, double width) {
        double title = Math.round(m.caption() * 2.3);
        return switch (form) {
            case FULL -> title + (wide(m, width) ? 0 : Math.round(m.caption() * 1.5));
            case HEADED -> title;
            case BARE -> Math.round(edge(m) * 0.8);
        };
    }

    /** Whether the figures stand beside the title. */
    static boolean wide(StageMetrics m, double width) {
        return width >= m.caption() * WIDE;
    }

    /**
     * Sets out a card for each process, all as wide as a column but for those with many threads, which may be as wide as
     * several.
     *
     * @param width   room from left to right
     * @param most    how high all may be
     * @param members how many live in each
     * @param alone   whether nothing else wants the room
     */
    static HomeRows of(double width, double most, StageMetrics m, List<Integer> members, boolean alone) {
        double least = m.pillWidth() + 2 * edge(m);
        int widest = Math.max(1, (int) ((width + m.space()) / (least + m.space())));
        int wanted = members.stream().mapToInt(Integer::intValue).max().orElse(1);
        @Nullable HomeRows best = null;
        double off = Double.MAX_VALUE;
        for (Form form : Form.values()) {
            for (int high = alone ? wanted : 1; high <= wanted; high++) {
                for (int columns = 1; columns <= widest; columns++) {
                    HomeRows tried = set(form, width, columns, high, m, members);
                    double cost = alone ? tried.shape(most, m) : tried.height;
                    if (tried.height <= most && cost < off - 1e-9 && (form != Form.BARE || !m.dots())) {
                        off = cost;
                        best = tried;
                    }
                }
            }
            if (best != null) {
                return alone ? best.stretched(most, m) : best;
            }
        }
        // Not all can be seen: rows share what there is.
        HomeRows flat = set(m.dots() ? Form.HEADED : Form.BARE, width, widest, 1, m, members);
        double lines = flat.boxes.stream().mapToDouble(Box::y).distinct().count();
        double each = Math.floor((most + rowGap(m)) / lines - rowGap(m));
        var boxes = new ArrayList<Box>();
        double top = 0;
        for (int i = 0; i < flat.boxes.size(); i++) {
            Box box = flat.boxes.get(i);
            if (i > 0 && box.y() > flat.boxes.get(i - 1).y()) {
                top += each + rowGap(m);
            }
            boxes.add(new Box(box.x(), top, box.width(), each));
        }
        return new HomeRows(flat.form, boxes, top + each);
    }

    /** How far the cards are from a pleasant shape where they have all the room. */
    private double shape(double most, StageMetrics m) {
        double lines = boxes.stream().mapToDouble(Box::y).distinct().count();
        double share = (most + rowGap(m)) / lines - rowGap(m);
        return boxes.stream().mapToDouble(box -> Math.abs(Math.log(box.width() / share / PLEASANT))).sum()
                / boxes.size();
    }

    /** The same with higher cards, as far as there is room and not by more than two rows of pills each. */
    private HomeRows stretched(double most, StageMetrics m) {
        double lines = boxes.stream().mapToDouble(Box::y).distinct().count();
        double more = Math.floor(Math.min((most - height) / lines, 2 * (m.pillHeight() + m.gap())));
        var higher = new ArrayList<Box>();
        int line = 0;
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            line += i > 0 && box.y() > boxes.get(i - 1).y() ? 1 : 0;
            higher.add(new Box(box.x(), box.y() + line * more, box.width(), box.height() + more));
        }
        return new HomeRows(form, higher, height + lines * more);
    }

    /** In so many columns, with as many pills one above the other at the most as can be kept to. */
    private static HomeRows set(Form form, double width, int columns, int high, StageMetrics m,
            List<Integer> members) {
        double column = Math.floor((width - (columns - 1) * m.space()) / columns);
        var spans = new ArrayList<Integer>();
        for (int lives : members) {
            int span = 1;
            while (span < columns && high * abreast(span * (column + m.space()) - m.space(), m) < lives) {
                span++;
            }
            spans.add(span);
        }
        var boxes = new ArrayList<Box>();
        double top = 0;
        int from = 0;
        while (from < members.size()) {
            int until = from;
            int taken = 0;
            int rows = 1;
            boolean wide = true;
            while (until < members.size() && taken + spans.get(until) <= columns) {
                double cardWidth = spans.get(until) * (column + m.space()) - m.space();
                int abreast = abreast(cardWidth, m);
                rows = Math.max(rows, (members.get(until) + abreast - 1) / abreast);
                wide &= wide(m, cardWidth);
                taken += spans.get(until++);
            }
            double height = Math.ceil(head(m, form, wide ? m.caption() * WIDE : 0)
                    + rows * (m.pillHeight() + m.gap()) - m.gap() + edge(m));
            int at = 0;
            for (int i = from; i < until; i++) {
                boxes.add(new Box(at * (column + m.space()), top, spans.get(i) * (column + m.space()) - m.space(),
                        height));
                at += spans.get(i);
            }
            top += height + rowGap(m);
            from = until;
        }
        return new HomeRows(form, boxes, top - rowGap(m));
    }

    private static int abreast(double cardWidth, StageMetrics m) {
        return Math.max(1, (int) ((cardWidth - 2 * edge(m) + m.gap()) / (m.pillWidth() + m.gap())));
    }
}
