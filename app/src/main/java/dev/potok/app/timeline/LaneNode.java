package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * A lane in the tree of lanes, with those that belong to it. Immutable.
 *
 * @param key      names it within its recording and in the next one of the same scenario: made of names, not of numbers
 * @param family   what it is among the others
 * @param word     the name in the recording: of the actor, the group or the resource; empty where it has none
 * @param lane     what it shows; of a process or a group, all its members together
 * @param children what belongs to it, from top to bottom
 */
record LaneNode(String key, Family family, String word, Lane lane, List<LaneNode> children) {
    /** What a lane is among the others. */
    enum Family {
        /** A process with its actors. */
        PROCESS,
        /** Actors that were made together. */
        GROUP,
        /** An actor, with its deeper sections if it has such. */
        ACTOR,
        /** Sections of an actor at a depth. */
        SECTION,
        /** A resource or a core. */
        SINGLE
    }

    LaneNode {
        children = List.copyOf(children);
    }

    /** A lane without others. */
    LaneNode(String key, Family family, String word, Lane lane) {
        this(key, family, word, lane, List.of());
    }

    /** How many actors are in it, the deepest counted. */
    int members() {
        return lane instanceof Lane.OfMembers of ? of.actors().size() : 1;
    }

    /** It and all below it. */
    List<LaneNode> all() {
        var found = new ArrayList<LaneNode>();
        found.add(this);
        children.forEach(child -> found.addAll(child.all()));
        return found;
    }
}
