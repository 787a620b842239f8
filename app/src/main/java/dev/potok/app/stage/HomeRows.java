package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
     * Sets out a card for each process.
     *
     * @param width   room from left to right
     * @param most    how high all may be
     * @param members how many live in each
     * @param alone   whether nothing else wants the room
     */
    static HomeRows of(double width, double most, StageMetrics m, List<Integer> members, boolean alone) {
        int count = members.size();
        double least = m.pillWidth() + 2 * edge(m);
        int widest = Math.clamp((int) ((width + m.space()) / (least + m.space())), 1, count);
        for (Form form : Form.values()) {
            int best = 0;
            double off = Double.MAX_VALUE;
            for (int columns = widest; columns >= 1; columns--) {
                List<Double> heights = heights(width, columns, m, members, form);
                double share = (most + m.space()) / heights.size() - m.space();
                double cost = alone ? Math.abs(Math.log(cardWidth(width, columns, m) / share / PLEASANT))
                        : heights.size();
                if (together(heights, m) <= most && cost < off - 1e-9) {
                    off = cost;
                    best = columns;
                }
            }
            if (best > 0 && (form != Form.BARE || !m.dots())) {
                List<Double> heights = heights(width, best, m, members, form);
                double left = alone ? (most - together(heights, m)) / heights.size() : 0;
                double more = Math.min(left, 2 * (m.pillHeight() + m.gap()));
                return set(form, width, best, heights.stream().map(height -> height + more).toList(), m, count);
            }
        }
        // Not all can be seen: rows share what there is.
        Form form = m.dots() ? Form.HEADED : Form.BARE;
        int rows = (count + widest - 1) / widest;
        double share = (most + m.space()) / rows - m.space();
        return set(form, width, widest, Collections.nCopies(rows, share), m, count);
    }

    private static double together(List<Double> heights, StageMetrics m) {
        return heights.stream().mapToDouble(height -> height + m.space()).sum() - m.space();
    }

    private static HomeRows set(Form form, double width, int columns, List<Double> heights, StageMetrics m, int count) {
        var boxes = new ArrayList<Box>();
        double each = cardWidth(width, columns, m);
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < count; i++) {
            double height = Math.ceil(heights.get(i / columns));
            if (i > 0 && i % columns == 0) {
                top = bottom + m.space();
            }
            var box = new Box(i % columns * (each + m.space()), top, each, height);
            boxes.add(box);
            bottom = box.bottom();
        }
        return new HomeRows(form, boxes, bottom);
    }

    private static double cardWidth(double width, int columns, StageMetrics m) {
        return Math.floor((width - (columns - 1) * m.space()) / columns);
    }

    /** The height of each row: as much as those want who have most. */
    private static List<Double> heights(double width, int columns, StageMetrics m, List<Integer> members, Form form) {
        double each = cardWidth(width, columns, m);
        int abreast = Math.max(1, (int) ((each - 2 * edge(m) + m.gap()) / (m.pillWidth() + m.gap())));
        var heights = new ArrayList<Double>();
        for (int from = 0; from < members.size(); from += columns) {
            int rows = 1;
            for (int lives : members.subList(from, Math.min(members.size(), from + columns))) {
                rows = Math.max(rows, (lives + abreast - 1) / abreast);
            }
            heights.add(head(m, form, each) + rows * (m.pillHeight() + m.gap()) - m.gap() + edge(m));
        }
        return heights;
    }
}
