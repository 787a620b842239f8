package dev.potok.simulation.finding;

/**
 * A pattern in the events that is a known fault. Each rule is so strict that what it says is so; a run without hints may
 * have faults all the same.
 *
 * @param kind     which
 * @param actor    whom it befell
 * @param resource at what
 * @param figure1  see the kind
 * @param figure2  see the kind
 */
public record Hint(Kind kind, int actor, int resource, long figure1, long figure2) {
    /** What there is to hint at. */
    public enum Kind {
        /**
         * In one wait for a lock or a permit the actor was overtaken at least twenty times, by acquisitions of those who
         * had come after it. Figures: how often in the worst wait; how long that wait was.
         */
        STARVATION,
        /**
         * Two actors or more gave up waiting for locks after a time-out at least three times each, and in all that time
         * nobody in the run did a piece of work, changed a value, moved an item, passed a gate, printed a line or ended.
         * Actor: who gave up most often, where it did last. Figures: how many time-outs; from the first to the last.
         */
        LIVELOCK,
        /**
         * A condition was signalled while nobody waited there, and the actor, which began to wait afterwards, waited till
         * the run could go no further. Figures: time of the signal; when the actor began to wait.
         */
        LOST_SIGNAL,
        /**
         * The actor ended while it held a lock, and others waited for that lock afterwards. Figures: when it ended; how
         * many waited at once at the most.
         */
        ABANDONED_LOCK,
        /**
         * The actor's process was ended while it held the resource, or was in the middle of it: nobody will have it again.
         * Figures: when it ended; how many waited there then.
         */
        ORPHANED,
        /**
         * The actor waits for a lock that it holds itself, as when one who reads wants to write. Figures: when it began
         * to wait; the source line at which it got the lock.
         */
        SELF_DEADLOCK,
        /**
         * The run could go no further because parties were missing at a barrier or phaser. Actor: the first who waits
         * there. Figures: how many had arrived; how many are expected.
         */
        MISSING_PARTY,
        /**
         * The actor waited till the run could go no further for what nobody was left to give: an item, a permit, a
         * signal. It is in no circle. Figures: when it began to wait; how many waited there with it, itself included.
         */
        ENDLESS_WAIT
    }
}
