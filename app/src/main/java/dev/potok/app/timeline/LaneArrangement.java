package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.potok.app.timeline.LaneNode.Family;
import dev.potok.app.timeline.LaneRow.Place;
import dev.potok.app.timeline.LaneRow.Role;

/**
 * How somebody wants lanes arranged: what is closed, what is pinned, in which order, and which of them. It goes by the names
 * of lanes, so that it holds for the next recording of the same scenario too. For one thread.
 */
final class LaneArrangement {
    /** Groups of more than so many start closed where there is no room for all. */
    static final int SMALL_GROUP = 12;

    /** What was opened or closed, by the user or because there was no room. */
    private final Map<String, Boolean> open = new HashMap<>();
    private final Set<String> pinned = new LinkedHashSet<>();
    /** The order of those that somebody has moved, by the key of what they belong to. */
    private final Map<String, List<String>> orders = new HashMap<>();
    private String filter = "";

    // ---- commands

    /** Opens or closes a lane with others below it. */
    void fold(String key, boolean opened) {
        open.put(key, opened);
    }

    /** Pins a lane to the top, below those pinned before, or lets it go. */
    void pin(String key, boolean wanted) {
        if (wanted) {
            pinned.add(key);
        } else {
            pinned.remove(key);
        }
    }

    boolean pinned(String key) {
        return pinned.contains(key);
    }

    /** The pinned ones among those lanes and all below them, from top to bottom. */
    List<LaneNode> pinnedAmong(List<LaneNode> roots) {
        var byKey = new HashMap<String, LaneNode>();
        roots.forEach(root -> root.all().forEach(node -> byKey.put(node.key(), node)));
        return pinned.stream().filter(byKey::containsKey).map(byKey::get).toList();
    }

    /** Shows only lanes whose names have that in them, whatever the case; all for an empty text. */
    void filter(String text) {
        filter = folded(text);
    }

    /** A text as the filter compares it. */
    static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    String filter() {
        return filter;
    }

    /**
     * Puts a lane before another one of the same family, or behind them all.
     *
     * @param parent   key of what they belong to; empty at the top
     * @param siblings keys of them all, as they lie now
     * @param moved    which one
     * @param before   before which one, null for the end
     */
    void move(String parent, List<String> siblings, String moved, @Nullable String before) {
        var order = new ArrayList<>(siblings);
        order.remove(moved);
        int at = before == null ? -1 : order.indexOf(before);
        order.add(at < 0 ? order.size() : at, moved);
        orders.put(parent, order);
    }

    /** Moves a pinned lane before another pinned one, or behind them all. */
    void movePinned(String moved, @Nullable String before) {
        var order = new ArrayList<>(pinned);
        order.remove(moved);
        int at = before == null ? -1 : order.indexOf(before);
        order.add(at < 0 ? order.size() : at, moved);
        pinned.clear();
        pinned.addAll(order);
    }

    // ---- rows

    /** Whether a lane shows what is below it. */
    boolean isOpen(LaneNode node) {
        return open.getOrDefault(node.key(), true);
    }

    /**
     * Closes large groups and then deep sections that nobody has opened or closed, the largest first, until there is room
     * for all lanes.
     */
    void closeWhatDoesNotFit(List<LaneNode> roots, int room) {
        int rows = roots.stream().mapToInt(this::rowsOf).sum();
        if (rows <= room) {
            return;
        }
        List<LaneNode> large = roots.stream().flatMap(root -> root.all().stream())
                .filter(node -> !open.containsKey(node.key()) && switch (node.family()) {
                    case GROUP -> node.members() > SMALL_GROUP;
                    case ACTOR -> !node.children().isEmpty();
                    case PROCESS, SECTION, SINGLE -> false;
                }).sorted(Comparator.comparing(LaneNode::family).thenComparing(Comparator.comparingInt(this::rowsOf)
                        .reversed()))
                .toList();
        for (LaneNode node : large) {
            if (rows <= room) {
                return;
            }
            rows -= rowsOf(node) - 1;
            open.put(node.key(), false);
        }
    }

    /** How many rows a lane has with all that is open below it. */
    private int rowsOf(LaneNode node) {
        int below = isOpen(node) ? node.children().stream().mapToInt(this::rowsOf).sum() : 0;
        return below + (node.family() == Family.GROUP && isOpen(node) ? 0 : 1);
    }

    /** The siblings in the order in which they are shown. */
    List<LaneNode> ordered(String parent, List<LaneNode> siblings) {
        List<String> order = orders.get(parent);
        if (order == null) {
            return siblings;
        }
        // Those that came later go last, in the order in which they came.
        return siblings.stream().sorted(Comparator.comparingInt(node -> {
            int at = order.indexOf(node.key());
            return at < 0 ? Integer.MAX_VALUE : at;
        })).toList();
    }

    /**
     * The rows from top to bottom, the pinned ones first.
     *
     * @param nameOf what a lane is called on the screen
     */
    List<LaneRow> rows(List<LaneNode> roots, Function<LaneNode, String> nameOf) {
        var wanted = new HashSet<String>();
        for (LaneNode root : roots) {
            want(root, nameOf, false, wanted);
        }
        var found = new ArrayList<LaneRow>();
        for (LaneNode node : pinnedAmong(roots)) {
            add(node, null, 0, true, wanted, found);
        }
        for (LaneNode root : ordered("", roots)) {
            if (!pinned.contains(root.key())) {
                add(root, null, 0, false, wanted, found);
            }
        }
        return placed(found);
    }

    /** Collects what the filter lets through: matches, what belongs to them, and what they belong to. */
    private boolean want(LaneNode node, Function<LaneNode, String> nameOf, boolean around, Set<String> wanted) {
        boolean matches = around || filter.isEmpty()
                || nameOf.apply(node).toLowerCase(Locale.ROOT).contains(filter)
                || node.word().toLowerCase(Locale.ROOT).contains(filter);
        boolean any = matches;
        for (LaneNode child : node.children()) {
            any |= want(child, nameOf, matches, wanted);
        }
        if (any) {
            wanted.add(node.key());
        }
        return any;
    }

    private void add(LaneNode node, @Nullable LaneNode group, int depth, boolean onTop, Set<String> wanted,
            List<LaneRow> found) {
        if (!wanted.contains(node.key())) {
            return;
        }
        boolean opened = isOpen(node) || !filter.isEmpty();
        switch (node.family()) {
            case PROCESS, GROUP -> {
                if (!opened) {
                    found.add(new LaneRow(node, null, Role.SUMMARY, Place.ALONE, depth, onTop));
                    return;
                }
                if (node.family() == Family.PROCESS) {
                    found.add(new LaneRow(node, null, Role.HEADING, Place.ALONE, depth, onTop));
                }
                for (LaneNode child : ordered(node.key(), node.children())) {
                    if (!pinned.contains(child.key())) {
                        add(child, node, node.family() == Family.PROCESS ? depth + 1 : depth, onTop, wanted, found);
                    }
                }
            }
            case ACTOR -> {
                found.add(new LaneRow(node, group, Role.LANE, Place.ALONE, depth, onTop));
                if (isOpen(node)) {
                    for (LaneNode section : node.children()) {
                        found.add(new LaneRow(section, node, Role.SECTION, Place.ALONE, depth, onTop));
                    }
                }
            }
            case SECTION, SINGLE -> found.add(new LaneRow(node, group, node.family() == Family.SECTION
                    ? Role.SECTION
                    : Role.LANE, Place.ALONE, depth, onTop));
        }
    }

    /** Tells the rows of a group where they lie in it. */
    private static List<LaneRow> placed(List<LaneRow> rows) {
        var placed = new ArrayList<LaneRow>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            LaneRow row = rows.get(i);
            boolean before = i > 0 && together(rows.get(i - 1), row);
            boolean after = i + 1 < rows.size() && together(row, rows.get(i + 1));
            Place place = before ? after ? Place.MIDDLE : Place.LAST : after ? Place.FIRST : Place.ALONE;
            placed.add(new LaneRow(row.node(), row.group(), row.role(), place, row.depth(), row.pinned()));
        }
        return placed;
    }

    private static boolean together(LaneRow one, LaneRow other) {
        LaneNode first = groupOf(one);
        LaneNode second = groupOf(other);
        return first != null && second != null && first.key().equals(second.key()) && one.pinned() == other.pinned();
    }

    private static @Nullable LaneNode groupOf(LaneRow row) {
        LaneNode around = row.group();
        return around != null && around.family() == Family.GROUP ? around : null;
    }
}
