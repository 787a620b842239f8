package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * What all primitives share: a critical section in which their state changes and in which each change is recorded, so
 * that the trace has the changes in the order in which they took effect.
 */
abstract class Primitive implements OfOneProcess {
    private static final int TIMED_OUT = 1;
    private static final int NOTHING_GRANTED = 2;

    final ResourceInfo info;
    private final Supplier<? extends Party> current;
    /** The critical section; held for some tens of nanoseconds and never while waiting or at a safe point. */
    final Guard guard = new Guard();
    /** Time of the last event on this resource; guarded. */
    private long lastNanos = Long.MIN_VALUE;

    /** A lock that says to an actor who must wait for it that it does, for a virtual thread leaves its carrier then. */
    final class Guard extends ReentrantLock {
        private static final long serialVersionUID = 1L;

        @Override
        public void lock() {
            if (!tryLock()) {
                current.get().contend(super::lock);
            }
        }
    }

    /** For the resource of that number; {@code current} tells who calls. */
    Primitive(ResourceInfo info, Supplier<? extends Party> current) {
        this.info = info;
        this.current = current;
    }

    @Override
    public String name() {
        return info.name();
    }

    int resource() {
        return info.id();
    }

    /** The caller, after a safe point. */
    Party enter() {
        Party self = current.get();
        self.checkpoint();
        return self;
    }

    /**
     * The caller, after a safe point, at the beginning of something that an interrupt ends.
     *
     * @throws InterruptedException if it was interrupted before, which is forgotten then
     */
    Party enterInterruptibly() throws InterruptedException {
        Party self = enter();
        if (self.takeInterrupt()) {
            throw interrupted(self);
        }
        return self;
    }

    InterruptedException interrupted(Party self) {
        return new InterruptedException(self.name() + " was interrupted at \"" + name() + "\"");
    }

    /** A place in a line for that actor, to be filled without end. */
    <T> Waiter<T> waiter(Party self, @Nullable T item) {
        return new Waiter<>(this, self, item, false, Waiter.NEVER);
    }

    /** A place in a line that an interrupt or that much run time ends; null for no time-out. */
    <T> Waiter<T> waiter(Party self, @Nullable T item, @Nullable Duration timeout) {
        return new Waiter<>(this, self, item, true, timeout == null ? Waiter.NEVER : self.due(timeout));
    }

    /** Records what the calling actor did; inside the critical section. */
    void record(Party self, EventKind kind, long argument) {
        record(self, info, kind, argument);
    }

    /** The same on a resource that is part of this one and shares its critical section. */
    void record(Party self, ResourceInfo part, EventKind kind, long argument) {
        lastNanos = self.record(kind, part.id(), argument, lastNanos);
    }

    /** Records what one who waits got from the calling actor; inside the critical section. */
    void recordFor(Party self, Waiter<?> waiting, EventKind kind, long argument) {
        lastNanos = self.recordFor(waiting.party.id(), waiting.party.line(), kind, info.id(), argument, lastNanos);
    }

    /** Ends a wait; inside the critical section, after its cause was recorded. */
    void end(Waiter<?> waiter, Waiter.End how) {
        waiter.end(how, lastNanos);
    }

    /**
     * Waits for the end of a wait begun inside the critical section, and records that the actor runs again unless it has
     * to try again.
     */
    Waiter.End await(Waiter<?> waiter) {
        Party self = waiter.party;
        self.await(waiter);
        Waiter.End how = waiter.how();
        if (how == Waiter.End.GRANTED || how == Waiter.End.REFUSED) {
            self.record(EventKind.WAIT_ENDED, info.id(), how == Waiter.End.GRANTED ? 0 : NOTHING_GRANTED,
                    waiter.endNanos());
        }
        return how;
    }

    /**
     * Waits as {@link #await(Waiter)} does.
     *
     * @return whether it was granted
     * @throws InterruptedException if it was interrupted
     */
    boolean awaitGrant(Waiter<?> waiter) throws InterruptedException {
        return granted(waiter.party, await(waiter));
    }

    boolean granted(Party self, Waiter.End how) throws InterruptedException {
        if (how == Waiter.End.INTERRUPTED) {
            throw interrupted(self);
        }
        return how == Waiter.End.GRANTED;
    }

    final boolean cancel(Waiter<?> waiter, Waiter.End how) {
        guard.lock();
        try {
            if (waiter.ended()) {
                return false;
            }
            ResourceInfo at = placeOf(waiter);
            if (!leave(waiter)) {
                return false;
            }
            record(waiter.party, at, EventKind.WAIT_ENDED, how == Waiter.End.TIMED_OUT ? TIMED_OUT : NOTHING_GRANTED);
            left(waiter.party, how);
            waiter.cancelled(how, lastNanos);
            return true;
        } finally {
            guard.unlock();
        }
    }

    /** The resource in whose line it stands; guarded. */
    ResourceInfo placeOf(Waiter<?> waiter) {
        return info;
    }

    /** Takes it out of its line; false if it is in none that it may leave. Guarded. */
    abstract boolean leave(Waiter<?> waiter);

    /** What follows from somebody's leaving a line with nothing granted; guarded. */
    void left(Party self, Waiter.End how) {
        // Nothing, as a rule.
    }

    /** Those whose deeds alone can end that wait, none where it may be anybody's. Any thread may ask. */
    List<Party> owners(Waiter<?> waiter) {
        return List.of();
    }
}
