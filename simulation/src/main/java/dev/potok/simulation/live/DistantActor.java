package dev.potok.simulation.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.Wait;
import dev.potok.simulation.shared.SharedWorld;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.EventKind;

/** An actor in another process, as its run sees it: by what it says of itself in its seat. Any thread. */
abstract class DistantActor implements RunActor {
    final LiveRun run;
    final ActorInfo info;
    private final List<Thread> joiners = new ArrayList<>();
    /** Number of its seat, 0 before it has one. */
    private volatile int seat;
    private volatile boolean ended;
    private volatile long endedNanos;
    private volatile @Nullable Wait wait;
    private volatile @Nullable OwnWait ownWait;

    DistantActor(LiveRun run, ActorInfo info) {
        this.run = run;
        this.info = info;
    }

    private SharedWorld world() {
        return run.shared();
    }

    void sitDown(int given) {
        seat = given;
    }

    @Override
    public final int seat() {
        return seat;
    }

    @Override
    public final int id() {
        return info.id();
    }

    @Override
    public final String name() {
        return info.name();
    }

    @Override
    public final int line() {
        return 0;
    }

    @Override
    public final boolean ended() {
        return ended;
    }

    @Override
    public final long endedNanos() {
        return endedNanos;
    }

    /** It has ended, as the run knows now. */
    final void end(long timeNanos) {
        synchronized (joiners) {
            endedNanos = timeNanos;
            ended = true;
            joiners.forEach(LockSupport::unpark);
        }
    }

    @Override
    public final void addJoiner(Thread joiner) {
        synchronized (joiners) {
            joiners.add(joiner);
        }
    }

    @Override
    public final boolean still() {
        return seat == 0 || ended || world().roster().still(seat);
    }

    @Override
    public final @Nullable Wait waiter() {
        if (seat == 0 || ended || endComes() || world().roster().gone(seat)) {
            return null;
        }
        Wait now = world().waitOf(seat, wait);
        wait = now;
        return now;
    }

    @Override
    public final @Nullable Party joining() {
        return null;
    }

    @Override
    public final @Nullable Object stuckOn() {
        if (seat == 0 || ended || endComes() || world().roster().gone(seat)) {
            return null;
        }
        int own = world().roster().ownWait(seat);
        if (own != 0) {
            OwnWait known = ownWait;
            if (known == null || known.number != own) {
                known = new OwnWait(own);
                ownWait = known;
            }
            return known;
        }
        Wait waits = waiter();
        return waits == null || waits.ended() || waits.dueNanos() != Long.MAX_VALUE ? null : waits;
    }

    /** Whether a signal is on its way that will end its wait, or all of it. */
    abstract boolean endComes();

    /** A wait for something of its own process; one object for each. */
    private static final class OwnWait {
        final int number;

        OwnWait(int number) {
            this.number = number;
        }
    }

    @Override
    public void join() {
        LiveActor.current().join(this, Long.MAX_VALUE);
    }

    @Override
    public final void wake() {
        if (seat != 0) {
            world().roster().ring(seat);
        }
    }

    @Override
    public final void hurry() {
        nudge();
    }

    // ---- what only the actor itself may ask for

    private static IllegalStateException notHere() {
        return new IllegalStateException("the actor is in another process");
    }

    @Override
    public final void checkpoint() {
        throw notHere();
    }

    @Override
    public final long record(EventKind kind, int resource, long argument, long lastNanos) {
        throw notHere();
    }

    @Override
    public final long recordFor(int waiting, int line, EventKind kind, int resource, long argument, long lastNanos) {
        throw notHere();
    }

    @Override
    public final byte[] pack(Object object) {
        throw notHere();
    }

    @Override
    public final Object unpack(byte[] bytes) {
        throw notHere();
    }

    @Override
    public final boolean takeInterrupt() {
        throw notHere();
    }

    @Override
    public final long due(Duration timeout) {
        throw notHere();
    }

    @Override
    public final void await(Wait waits) {
        throw notHere();
    }

    @Override
    public final boolean restEnds() {
        throw notHere();
    }

    @Override
    public final void awaitRest(List<? extends Party> others) {
        throw notHere();
    }

    @Override
    public final void awaitOutside(BooleanSupplier there) {
        throw notHere();
    }

    @Override
    public final void pass(Duration time) {
        throw notHere();
    }

    @Override
    public final void dismiss() {
        throw notHere();
    }
}
