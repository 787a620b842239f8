package dev.potok.app.timeline;

import java.util.List;

/** What a lane shows, apart from where it lies and how. Equal lanes show the same. */
public sealed interface Lane {
    /** What kind of thing it is about. */
    LaneKind kind();

    /**
     * What an actor did; of an actor that has sections, the outermost of them.
     *
     * @param id number of the actor
     */
    record OfActor(int id) implements Lane {
        @Override
        public LaneKind kind() {
            return LaneKind.ACTORS;
        }
    }

    /**
     * The sections of an actor at a depth, as other tools record them.
     *
     * @param actor number of the actor
     * @param depth 1 or more; the outermost ones, of depth 0, are on the actor's own lane
     */
    record OfSection(int actor, int depth) implements Lane {
        @Override
        public LaneKind kind() {
            return LaneKind.ACTORS;
        }
    }

    /**
     * What several actors did, taken together.
     *
     * @param actors numbers of the actors
     */
    record OfMembers(List<Integer> actors) implements Lane {
        /** Keeps a copy of the list. */
        public OfMembers {
            actors = List.copyOf(actors);
        }

        @Override
        public LaneKind kind() {
            return LaneKind.ACTORS;
        }
    }

    /**
     * How full a resource was.
     *
     * @param id   number of the resource
     * @param most the level that fills the lane: seats, slots or parties; 0 where it has no bound
     */
    record OfResource(int id, long most) implements Lane {
        @Override
        public LaneKind kind() {
            return LaneKind.RESOURCES;
        }
    }

    /**
     * Who was on a core.
     *
     * @param id number of the core
     */
    record OfCore(int id) implements Lane {
        @Override
        public LaneKind kind() {
            return LaneKind.CORES;
        }
    }
}
