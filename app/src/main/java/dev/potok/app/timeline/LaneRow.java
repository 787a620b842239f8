package dev.potok.app.timeline;

/**
 * A row of the timeline as it is shown: one lane, or the heading of a process that is open. Immutable.
 *
 * @param node   which lane of the tree
 * @param group  the open group it is in, or the open process where it is in no group; null where it is in neither
 * @param role   how it is drawn
 * @param place  where it lies among the rows of its open group
 * @param depth  how far in its name begins
 * @param pinned whether it stays on top
 */
record LaneRow(LaneNode node, @org.jspecify.annotations.Nullable LaneNode group, Role role, Place place, int depth,
        boolean pinned) {
    /** How a row is drawn. */
    enum Role {
        /** Bars of one thing. */
        LANE,
        /** Bars of sections below an actor's lane. */
        SECTION,
        /** Shares of states over all members of a process or a group that is closed. */
        SUMMARY,
        /** A low row with the name of an open process and nothing else. */
        HEADING
    }

    /** Where a row lies among those of its group. */
    enum Place {
        ALONE,
        FIRST,
        MIDDLE,
        LAST
    }

    Lane lane() {
        return node.lane();
    }

    String key() {
        return node.key();
    }

    /** Whether closing or opening something is possible at this row. */
    boolean folds() {
        return !node.children().isEmpty() || group != null;
    }

    /** What is closed or opened at this row: its own children, or else the group it is in. */
    LaneNode folded() {
        LaneNode around = group;
        return node.children().isEmpty() && around != null ? around : node;
    }
}
