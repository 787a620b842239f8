package dev.potok.app.timeline;

import java.util.Locale;

/** What has a lane each. */
public enum LaneKind {
    /** Actors: what each is doing. */
    ACTORS,
    /** Resources: how full each is. */
    RESOURCES,
    /** Cores: who is on each. */
    CORES;

    /** Name in ids and messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
