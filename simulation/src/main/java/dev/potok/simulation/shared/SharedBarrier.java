package dev.potok.simulation.shared;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Barrier;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.Scribe;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * A gate for processes. It breaks when a process that knows it dies, or one ends while it stands before it: the others can
 * never be complete.
 *
 * <pre>
 * 32  int   1 if it is broken
 * 40  long  rounds that are complete: the one word that opens it
 * </pre>
 */
final class SharedBarrier extends SharedPrimitive implements Barrier {
    private static final long BROKEN = OWN;
    private static final long COMPLETE = OWN + 8;
    static final long BYTES = OWN + 16;

    SharedBarrier(SharedWorld world, ResourceInfo info, long base) {
        super(world, info, base);
    }

    private long round() {
        return longWord(COMPLETE) + 1;
    }

    @Override
    public long await() throws InterruptedException {
        Party self = enterOrBreak();
        return pass(self, arrive(self, null), null);
    }

    @Override
    public long await(Duration timeout) throws InterruptedException, TimeoutException {
        Party self = enterOrBreak();
        long round = pass(self, arrive(self, timeout), timeout);
        if (round == 0) {
            throw new TimeoutException("the others did not come to \"" + name() + "\" in time");
        }
        return round;
    }

    /** One who comes interrupted breaks it, as in {@code java.util.concurrent}. */
    private Party enterOrBreak() throws InterruptedException {
        Party self = enter();
        lock(self);
        try {
            mustBeWhole();
            if (self.takeInterrupt()) {
                shatter(self);
                throw interrupted(self);
            }
        } finally {
            unlock(self);
        }
        return self;
    }

    private void mustBeWhole() {
        if (word(BROKEN) == 1) {
            throw new BrokenBarrierException(name());
        }
    }

    /** A round, and the wait for the others, null if they are there. */
    private record Arrival(long round, @Nullable SharedWait others) {}

    private Arrival arrive(Party self, @Nullable Duration timeout) {
        lock(self);
        try {
            mustBeWhole();
            long round = round();
            record(self, EventKind.ARRIVED, round);
            if (count(world.roster()::waits) + 1 >= info.capacity()) {
                record(self, EventKind.TRIPPED, round);
                longWord(COMPLETE, round);
                open();
                return new Arrival(round, null);
            }
            return new Arrival(round, join(self, resource(), WaitSide.ENTER, round, true, timeout));
        } finally {
            unlock(self);
        }
    }

    /** Lets those go whose round is complete. Guarded. */
    private void open() {
        endAll(resource(), WaitSide.ENTER, Roster.GRANTED);
    }

    /** The round, or 0 if the time was over. */
    private long pass(Party self, Arrival arrival, @Nullable Duration timeout) throws InterruptedException {
        SharedWait wait = arrival.others;
        if (wait != null) {
            int how = await(self, wait);
            if (how == Roster.NONE && timeout != null) {
                return 0;
            }
            if (how != Roster.GRANTED) {
                throw new BrokenBarrierException(name());
            }
        }
        lock(self);
        try {
            record(self, EventKind.PASSED, arrival.round);
        } finally {
            unlock(self);
        }
        return arrival.round;
    }

    @Override
    public void abort() {
        Party self = enter();
        lock(self);
        try {
            shatter(self);
        } finally {
            unlock(self);
        }
    }

    @Override
    public void reset() {
        Party self = enter();
        lock(self);
        try {
            if (count(world.roster()::waits) > 0) {
                shatter(self);
            }
            if (word(BROKEN) == 1) {
                longWord(COMPLETE, round());
                record(self, EventKind.MENDED, round());
                word(BROKEN, 0);
            }
        } finally {
            unlock(self);
        }
    }

    /** Guarded. */
    private void shatter(Scribe self) {
        if (word(BROKEN) == 0) {
            record(self, EventKind.BROKEN, round());
            word(BROKEN, 1);
            endAll(resource(), WaitSide.ENTER, Roster.REFUSED);
        }
    }

    /** Who does not wait any more will not come again: the others can never be complete. */
    @Override
    void left(Scribe self) {
        shatter(self);
    }

    /** It was opened, or broken, by one who died before all were let go. */
    @Override
    void repair() {
        Roster roster = world.roster();
        for (int seat = 1; seat <= roster.last(); seat++) {
            if (roster.waits(seat) && roster.resource(seat) == resource() && !roster.gone(seat)) {
                if (word(BROKEN) == 1) {
                    end(seat, Roster.REFUSED);
                } else if (roster.number(seat) <= longWord(COMPLETE)) {
                    end(seat, Roster.GRANTED);
                }
            }
        }
    }

    @Override
    void lost(Scribe undertaker, Set<Integer> dead, boolean waited, boolean knew, boolean killed) {
        if (waited || knew && killed) {
            shatter(undertaker);
        }
    }
}
