package dev.potok.simulation.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Actor;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.RunStoppedException;
import dev.potok.simulation.environment.SourceLine;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.RecordedEnvironment;
import dev.potok.simulation.primitive.Waiter;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Recorder;

/** An actor on a platform thread. Unless said otherwise, its methods are for its own thread. */
final class LiveActor implements Actor, Party, RecordedEnvironment.Member {
    /** Plain work looks for pauses and stops after so many units of {@link Spin}; some tens of microseconds. */
    private static final long SPIN_SLICE = 4;
    /** While long work lasts it tells so often where it is, and at once when it is moved to another core. */
    private static final long TELL_NANOS = 20_000_000;
    /** At lecture pace it looks less often, some times in a millisecond. */
    private static final long LECTURE_SLICE = 40;

    private final LiveRun run;
    private final ActorInfo info;
    private final int index;
    private final Body body;
    private final SourceLine.Marker marker = new SourceLine.Marker();
    private final ActorThread thread;
    /** Set by its own thread before anything is recorded. */
    private Recorder.@Nullable Lane lane;

    /** Whether no scenario code runs: see the package's comment. Written by the own thread, read by the control thread. */
    private volatile boolean still = true;
    /** What it waits for inside a primitive, for the deadlock watch. */
    private volatile @Nullable Waiter<?> waiter;
    private volatile @Nullable LiveActor joining;
    private volatile boolean started;
    private volatile boolean ended;
    /** Time of its last event; written before {@link #ended}. */
    private long endedNanos;
    /** Time on cores of its whole life, once that is over. */
    private volatile long spentNanos = -1;
    /** Those who join this actor; guarded by this list. */
    private final List<Thread> joiners = new ArrayList<>();

    LiveActor(LiveRun run, ActorInfo info, int index, Body body) {
        this.run = run;
        this.info = info;
        this.index = index;
        this.body = body;
        this.thread = new ActorThread(this);
    }

    /** A thread that knows its actor. */
    private static final class ActorThread extends SourceLine.ActorThread {
        private final LiveActor actor;

        ActorThread(LiveActor actor) {
            super(actor::live, "potok-" + actor.info.name(), actor.marker);
            this.actor = actor;
            setDaemon(true);
        }
    }

    /**
     * The actor whose thread this is.
     *
     * @throws IllegalStateException on any other thread
     */
    static LiveActor current() {
        if (Thread.currentThread() instanceof ActorThread own) {
            return own.actor;
        }
        throw new IllegalStateException("only an actor of the run may do this, not the thread \""
                + Thread.currentThread().getName() + "\"");
    }

    // ---- for other threads

    @Override
    public int id() {
        return info.id();
    }

    Thread thread() {
        return thread;
    }

    boolean started() {
        return started;
    }

    boolean ended() {
        return ended;
    }

    boolean still() {
        return still;
    }

    /** Nanoseconds its thread has spent on cores so far, 0 where the system does not tell. */
    long spentNanos() {
        long alive = started && spentNanos < 0 ? ProcessorTime.of(thread.threadId()) : 0;
        return Math.max(alive, spentNanos); // it may have ended in between
    }

    /** What the actor waits for without an end in sight, null if it does not: a {@link Waiter} or another actor. */
    @Nullable
    Object stuckOn() {
        Waiter<?> waits = waiter;
        if (waits != null) {
            return waits.ended() ? null : waits;
        }
        LiveActor other = joining;
        return other == null || other.ended() ? null : other;
    }

    /** The line the actor is at. Exact where the caller knows it to be parked behind a critical section. */
    @Override
    public int line() {
        return marker.line();
    }

    /** Called by the actor that starts it. */
    @Override
    public void start() {
        if (started) {
            throw new IllegalStateException("the actor \"" + info.name() + "\" was started already");
        }
        started = true;
        still = false;
        try {
            thread.start();
        } catch (OutOfMemoryError noThreadLeft) {
            still = true;
            started = false;
            throw noThreadLeft;
        }
    }

    // ---- life

    private void live() {
        try {
            ThreadNiceness.standBack(run.request().nice());
            lane = run.openLane(id());
            checkpoint();
            record(EventKind.ACTOR_STARTED, 0, 0);
            body.run(this);
            record(EventKind.ACTOR_FINISHED, 0, 0);
        } catch (RunStoppedException stopped) {
            run.cutShort();
        } catch (Throwable thrown) { // whatever an actor throws must be seen, errors included
            run.failed(this, thrown);
        } finally {
            Recorder.Lane own = lane;
            if (own != null) {
                endedNanos = own.end();
            }
            spentNanos = ProcessorTime.known() ? ProcessorTime.ofCurrentThread() : 0;
            synchronized (joiners) {
                ended = true;
                still = true;
                joiners.forEach(LockSupport::unpark);
            }
            run.actorEnded();
        }
    }

    /** Waits until this actor has ended; called by the one who joins. */
    @Override
    public void join() {
        LiveActor joiner = current();
        joiner.checkpoint();
        joiner.record(EventKind.JOIN_BEGUN, 0, id());
        synchronized (joiners) {
            joiners.add(joiner.thread);
        }
        joiner.joining = this;
        joiner.still = true;
        while (!ended && !run.stopping()) {
            LockSupport.park(this);
        }
        joiner.joining = null;
        joiner.endStill();
        joiner.record(EventKind.JOIN_ENDED, 0, id(), endedNanos);
    }

    // ---- recording

    private Recorder.Lane lane() {
        Recorder.Lane own = lane;
        if (own == null) {
            throw new IllegalStateException("the actor \"" + info.name() + "\" does not run yet");
        }
        return own;
    }

    private void record(EventKind kind, int resource, long argument) {
        lane().record(kind, id(), resource, marker.line(), argument);
    }

    @Override
    public long record(EventKind kind, int resource, long argument, long lastNanos) {
        Recorder.Lane own = lane();
        return own.record(kind, id(), own.core(), resource, marker.line(), argument, lastNanos);
    }

    @Override
    public long recordFor(Party waiting, EventKind kind, int resource, long argument, long lastNanos) {
        return lane().record(kind, waiting.id(), -1, resource, waiting.line(), argument, lastNanos);
    }

    /** Records that this actor made another. */
    void recordCreationOf(LiveActor child) {
        lane().record(EventKind.ACTOR_CREATED, child.id(), -1, 0, line(), id(), Long.MIN_VALUE);
    }

    // ---- safe points

    /** A safe point: stands still while the run is paused, leaves if it is stopped. */
    @Override
    public void checkpoint() {
        if (run.haltRequested()) {
            still = true;
            endStill();
        }
    }

    @Override
    public void await(Waiter<?> waitsFor) {
        beginStill(waitsFor);
        while (!waitsFor.ended() && !run.stopping()) {
            LockSupport.park(waitsFor);
        }
        endStill();
    }

    @Override
    public void wake() {
        LockSupport.unpark(thread);
    }

    /** From here to {@link #endStill} the actor runs no scenario code and records nothing. */
    private void beginStill(@Nullable Waiter<?> waitsFor) {
        waiter = waitsFor;
        still = true;
    }

    /** Goes on with scenario code as soon as the run is not paused. */
    private void endStill() {
        still = false;
        while (run.haltRequested()) {
            if (run.stopping()) {
                throw new RunStoppedException();
            }
            still = true;
            LockSupport.park(run);
            still = false;
        }
        waiter = null;
    }

    // ---- what a scenario calls

    @Override
    public String name() {
        return info.name();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void work(long units) {
        checkpoint();
        record(EventKind.WORK_BEGUN, 0, units);
        long spentBefore = spent();
        for (long done = 0; done < units * Spin.PER_UNIT; done += SPIN_SLICE) {
            Spin.turn(SPIN_SLICE);
            checkpoint();
        }
        keepComputing(spentBefore + units * run.pace().workNanos());
        record(EventKind.WORK_ENDED, 0, units);
    }

    @Override
    public <T> T work(long units, Supplier<T> computation) {
        checkpoint();
        record(EventKind.WORK_BEGUN, 0, units);
        long spentBefore = spent();
        T result = computation.get();
        keepComputing(spentBefore + run.pace().workNanos());
        record(EventKind.WORK_ENDED, 0, units);
        return result;
    }

    /** Time on a core so far; not asked for flat out, where nobody needs it. */
    private long spent() {
        return run.pace() == Pace.FLAT_OUT ? 0 : ProcessorTime.ofCurrentThread();
    }

    /**
     * At lecture pace goes on computing until the thread has had so much of a core. Time on a core is counted and not time
     * by the clock, so that actors that share a core take longer, as they do with any work.
     */
    private void keepComputing(long untilSpent) {
        if (run.pace() == Pace.FLAT_OUT) {
            return;
        }
        long told = run.clock().now();
        int toldCore = lane().core();
        while (spent() < untilSpent) {
            Spin.turn(LECTURE_SLICE);
            checkpoint();
            long now = run.clock().now();
            int core = lane().core();
            if (core != toldCore || now - told >= TELL_NANOS) {
                record(EventKind.WORKING, 0, 0);
                told = now;
                toldCore = core;
            }
        }
    }

    @Override
    public void sleep(Duration duration) {
        checkpoint();
        record(EventKind.SLEEP_BEGUN, 0, duration.toNanos());
        stayStill(run.clock().now() + run.pace().sleepNanos(duration));
        record(EventKind.SLEEP_ENDED, 0, 0);
    }

    @Override
    public <T> T io(String label, Callable<T> call) throws Exception {
        checkpoint();
        record(EventKind.IO_BEGUN, 0, run.trace().directory().idOf(label));
        long until = run.clock().now() + run.pace().ioNanos();
        T result;
        beginStill(null);
        try {
            result = call.call();
        } catch (Throwable failed) { // errors too: nothing may be recorded while still
            endStill();
            record(EventKind.IO_ENDED, 0, 0);
            throw failed;
        }
        endStill();
        stayStill(until);
        record(EventKind.IO_ENDED, 0, 0);
        return result;
    }

    /** Stands still until that run time; a pause prolongs it by its own length, since run time stands too. */
    private void stayStill(long until) {
        beginStill(null);
        long left = until - run.clock().now();
        while (left > 0 && !run.stopping()) {
            LockSupport.parkNanos(this, left);
            endStill();
            beginStill(null);
            left = until - run.clock().now();
        }
        endStill();
    }

    @Override
    public void print(String line) {
        checkpoint();
        record(EventKind.PRINTED, 0, run.trace().directory().idOf(line));
    }
}
