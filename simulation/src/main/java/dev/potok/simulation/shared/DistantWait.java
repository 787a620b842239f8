package dev.potok.simulation.shared;

import java.util.List;

import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.Wait;
import dev.potok.simulation.primitive.Waiter;

/** A wait of an actor in another process, for those who watch. */
final class DistantWait implements Wait {
    private final SharedWorld world;
    private final int seat;
    private final int serial;

    DistantWait(SharedWorld world, int seat, int serial) {
        this.world = world;
        this.seat = seat;
        this.serial = serial;
    }

    boolean isOf(int other) {
        return serial == other;
    }

    @Override
    public boolean ended() {
        return !world.roster().waits(seat) || world.roster().serial(seat) != serial;
    }

    @Override
    public boolean interruptible() {
        return world.roster().interruptible(seat);
    }

    /** When a wait ends by itself that does is known to the actor alone: some time. */
    @Override
    public long dueNanos() {
        return world.roster().endless(seat) ? Long.MAX_VALUE : 0;
    }

    @Override
    public boolean cancel(Waiter.End how) {
        throw new IllegalStateException("only the actor that waits can give up its wait");
    }

    @Override
    public List<Party> owners() {
        return world.parties(world.owners(seat));
    }

    @Override
    public int resource() {
        return world.roster().resource(seat);
    }
}
