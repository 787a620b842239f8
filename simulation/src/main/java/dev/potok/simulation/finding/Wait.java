package dev.potok.simulation.finding;

/** One wait of one actor, from its beginning to the instant at which what it waited for came about. */
final class Wait {
    /** Why it ended. */
    enum End {
        /** It goes on. */
        NONE,
        /** It got what it waited for, or was told that this will never come. */
        GRANTED,
        /** Its time was over, or nobody knows who ended it. */
        BY_ITSELF
    }

    final int actor;
    /** What it waits for, 0 where it waits for the end of {@link #joined}. */
    final int resource;
    final int joined;
    /** Ordinal of the side of the resource. */
    final int side;
    final int line;
    final long beganNanos;
    final long beganEvent;
    /** What the listener likes to keep with it. */
    long note;
    End end = End.NONE;
    long endedNanos;
    /** Whose act ended it, at what event and time; 0 where nobody's. */
    int by;
    long byNanos;
    long byEvent;

    Wait(int actor, int resource, int joined, int side, int line, long beganNanos, long beganEvent) {
        this.actor = actor;
        this.resource = resource;
        this.joined = joined;
        this.side = side;
        this.line = line;
        this.beganNanos = beganNanos;
        this.beganEvent = beganEvent;
    }

    /** Spread by the actor, which costs less than an identity would; each wait equals itself alone. */
    @Override
    public int hashCode() {
        return actor;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    long lengthNanos() {
        return endedNanos - beganNanos;
    }
}
