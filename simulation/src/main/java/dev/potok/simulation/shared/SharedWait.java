package dev.potok.simulation.shared;

import java.util.List;

import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.Wait;
import dev.potok.simulation.primitive.Waiter;

/** A wait as the one who waits sees it; what is said of it lies in his seat. */
final class SharedWait implements Wait {
    /** Nobody sleeps longer without a look: the last resort where nobody told of a death. */
    private static final long SLICE_NANOS = 100_000_000;

    private final SharedPrimitive at;
    private final int seat;
    private final long dueNanos;

    SharedWait(SharedPrimitive at, int seat, long dueNanos) {
        this.at = at;
        this.seat = seat;
        this.dueNanos = dueNanos;
    }

    private Roster roster() {
        return at.world.roster();
    }

    @Override
    public boolean ended() {
        return !roster().waits(seat);
    }

    @Override
    public boolean interruptible() {
        return roster().interruptible(seat);
    }

    @Override
    public long dueNanos() {
        return roster().endless(seat) ? Long.MAX_VALUE : dueNanos;
    }

    @Override
    public boolean cancel(Waiter.End how) {
        return at.cancel(seat, how);
    }

    @Override
    public List<Party> owners() {
        return at.world.parties(at.owners(seat));
    }

    @Override
    public int resource() {
        return roster().resource(seat);
    }

    @Override
    public int listen() {
        return roster().bell(seat);
    }

    @Override
    public void stand(int heard, long nanos) {
        roster().stand(seat, heard, Math.min(nanos, SLICE_NANOS));
    }

    @Override
    public void ring() {
        roster().ring(seat);
    }
}
