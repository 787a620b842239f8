package dev.potok.simulation.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Actor;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.RunStoppedException;
import dev.potok.simulation.environment.SourceLine;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.ProcessExit;
import dev.potok.simulation.primitive.Wait;
import dev.potok.simulation.primitive.Waiter;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Recorder;

/** An actor on a thread of the system or of the runtime. Unless said otherwise, its methods are for its own thread. */
final class LiveActor implements Actor, RunActor {
    /** Plain work looks for pauses and stops after so many units of {@link Spin}; some tens of microseconds. */
    private static final long SPIN_SLICE = 4;
    /** While long work lasts it tells so often where it is, and at once when it is moved to another core. */
    private static final long TELL_NANOS = 20_000_000;
    /** Whether others are at rest is looked at so often; those who are told something go on within some microseconds. */
    private static final long REST_LOOK_NANOS = 200_000;
    /** At lecture pace it looks less often, some times in a millisecond. */
    private static final long LECTURE_SLICE = 40;

    /** The actor of a virtual thread; a platform thread knows its own. */
    private static final ThreadLocal<@Nullable LiveActor> VIRTUAL = new ThreadLocal<>();

    private final World run;
    private final ActorInfo info;
    private final int index;
    private final Body body;
    private final SourceLine.Marker marker = new SourceLine.Marker();
    private final Thread thread;
    /** Set by its own thread before anything is recorded, unless it is virtual. */
    private Recorder.@Nullable Lane lane;
    /** The carriers if it is virtual. */
    private final @Nullable Carriers carriers;
    /** Number of the carrier it is mounted on, 0 for none. */
    private int carrier;
    /** How many native frames keep it there. */
    private int nativeFrames;
    /** Time of the last event that a virtual thread recorded. */
    private long latest = Long.MIN_VALUE;

    /** How often it has begun to wait for something of its own process without an end in sight. */
    private int ownWaits;
    /** Whether no scenario code runs: see the package's comment. Written by the own thread, read by the control thread. */
    private volatile boolean still = true;
    /** Its place among those who share memory with other processes, 0 for none; owned by its own thread. */
    private volatile int seat;
    /** What it waits for inside a primitive, for the deadlock watch. */
    private volatile @Nullable Wait waiter;
    private volatile @Nullable RunActor joining;
    private volatile boolean started;
    /** Of which line its creation is that nobody has told of, 0 if that was told; written before its thread starts. */
    private int createdAt;
    private volatile boolean ended;
    /** Time of its last event; written before {@link #ended}. */
    private long endedNanos;
    /** Time on cores of its whole life, once that is over. */
    private volatile long spentNanos = -1;
    private volatile boolean interrupted;
    /** Whether it is to leave its wait, whatever that is for, and to end. */
    private volatile boolean dismissed;
    /** Whether its wait can be ended by another only: neither its time-out nor an interrupt may do it any more. */
    private volatile boolean bound;
    /** The sleep it is in. */
    private volatile @Nullable Sleep asleep;
    /** Whether it is in a call of the system; guarded by this actor's monitor. */
    private boolean calling;
    /** Those who join this actor; guarded by this list. */
    private final List<Thread> joiners = new ArrayList<>();

    LiveActor(World run, ActorInfo info, int index, Body body) {
        this.run = run;
        this.info = info;
        this.index = index;
        this.body = body;
        this.carriers = info.kind() == ActorKind.VIRTUAL_THREAD ? run.carriers() : null;
        this.thread = carriers == null ? new ActorThread(this)
                : Thread.ofVirtual().name("potok-" + info.name()).unstarted(this::live);
    }

    /** A sleep, and the run time of its end. One object for each. */
    private static final class Sleep {
        final long untilNanos;
        final boolean interruptible;

        Sleep(long untilNanos, boolean interruptible) {
            this.untilNanos = untilNanos;
            this.interruptible = interruptible;
        }
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
        LiveActor virtual = VIRTUAL.get();
        if (virtual != null) {
            return virtual;
        }
        throw new IllegalStateException("only an actor of the run may do this, not the thread \""
                + Thread.currentThread().getName() + "\"");
    }

    // ---- for other threads

    @Override
    public int id() {
        return info.id();
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean still() {
        return still;
    }

    @Override
    public long spentNanos() {
        if (carriers != null) {
            return 0; // the system knows nothing of virtual threads
        }
        long alive = started && spentNanos < 0 ? ProcessorTime.of(thread.threadId()) : 0;
        return Math.max(alive, spentNanos); // it may have ended in between
    }

    @Override
    public @Nullable Object stuckOn() {
        Wait waits = waiter;
        if (waits != null) {
            boolean endsByItself = waits.dueNanos() != Long.MAX_VALUE || waits.interruptible() && interrupted;
            return waits.ended() || endsByItself ? null : waits;
        }
        RunActor other = joining;
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
        run.actorStarts();
        started = true;
        if (seat != 0) {
            run.shared().roster().begin(seat);
        }
        still(false);
        try {
            thread.start();
        } catch (OutOfMemoryError noThreadLeft) {
            still(true);
            started = false;
            run.actorEnded(this);
            throw noThreadLeft;
        }
    }

    /** The same, by a thread that is no actor; so this one tells of its own creation, as of that line. */
    void startUncalled(int line) {
        createdAt = line;
        start();
    }

    // ---- life

    private void live() {
        try {
            if (carriers == null) {
                ThreadNiceness.standBack(run.nice());
                lane = run.openLane(id());
            } else {
                VIRTUAL.set(this);
                SourceLine.bindVirtualThread(marker);
                mount();
            }
            if (createdAt != 0) {
                recordOf(EventKind.ACTOR_CREATED, id(), 0, createdAt, info.parent(), Long.MIN_VALUE);
            }
            checkpoint();
            record(EventKind.ACTOR_STARTED, 0, 0);
            body.run(this);
            record(EventKind.ACTOR_FINISHED, 0, 0);
        } catch (ProcessExit exit) {
            record(EventKind.ACTOR_FINISHED, 0, 0);
            run.exit(exit.code());
        } catch (RunStoppedException stopped) {
            if (dismissed && !run.stopping()) {
                record(EventKind.ACTOR_FINISHED, 0, 0);
            } else {
                run.cutShort();
            }
        } catch (Throwable thrown) { // whatever an actor throws must be seen, errors included
            run.failed(this, thrown);
        } finally {
            Recorder.Lane own = lane;
            if (own != null) {
                endedNanos = own.end();
                spentNanos = ProcessorTime.known() ? ProcessorTime.ofCurrentThread() : 0;
            } else {
                unmount();
                endedNanos = latest;
            }
            synchronized (joiners) {
                ended = true;
                still(true);
                joiners.forEach(LockSupport::unpark);
            }
            run.actorEnded(this);
        }
    }

    /** Waits until this actor has ended; called by the one who joins. */
    @Override
    public void join() {
        current().join(this, Long.MAX_VALUE);
    }

    /** Waits until that one has ended, or until that run time; says whether it has. */
    boolean join(RunActor other, long dueNanos) {
        checkpoint();
        record(EventKind.JOIN_BEGUN, 0, other.id());
        other.addJoiner(thread);
        joining = dueNanos == Long.MAX_VALUE ? other : null; // a wait that time ends is no part of a deadlock
        beginStill(null);
        while (!other.ended() && !run.stopping() && run.clock().now() < dueNanos) {
            if (dueNanos == Long.MAX_VALUE) {
                LockSupport.park(other);
            } else {
                park(other, dueNanos);
            }
        }
        joining = null;
        endStill();
        boolean ended = other.ended();
        if (ended) {
            record(EventKind.JOIN_ENDED, 0, other.id(), other.endedNanos());
        } else {
            record(EventKind.WAIT_ENDED, 0, 1);
        }
        return ended;
    }

    @Override
    public void addJoiner(Thread joiner) {
        synchronized (joiners) {
            joiners.add(joiner);
        }
    }

    @Override
    public long endedNanos() {
        return endedNanos;
    }

    @Override
    public void hurry() {
        thread.interrupt(); // also ends blocking calls that can be interrupted
        wake();
    }

    @Override
    public void awaitGone() {
        boolean gone = !started;
        while (!gone) {
            try {
                thread.join();
                gone = true;
            } catch (InterruptedException nobodyInterruptsThis) {
                wake();
            }
        }
    }

    /** Does something that takes its time and is no scenario code: the run may be paused meanwhile. */
    <T> T standingStill(java.util.function.Supplier<T> action) {
        beginStill(null);
        T result;
        try {
            result = action.get();
        } catch (Throwable failed) {
            endStill();
            throw failed;
        }
        endStill();
        return result;
    }

    boolean isProcess() {
        return info.kind() == ActorKind.PROCESS;
    }

    @Override
    public void interrupt() {
        if (!started || ended) {
            return;
        }
        LiveActor by = current();
        by.recordOf(EventKind.INTERRUPTED, id(), 0, by.line(), by.id(), Long.MIN_VALUE);
        interruptNow();
    }

    /** Lets it see that it was interrupted; any thread. */
    @Override
    public void interruptNow() {
        interrupted = true;
        synchronized (this) {
            if (calling) {
                thread.interrupt();
            }
        }
        wake();
    }

    // ---- recording

    private Recorder.Lane lane() {
        Recorder.Lane own = lane;
        if (own == null) {
            throw new IllegalStateException("the actor \"" + info.name() + "\" does not run yet");
        }
        return own;
    }

    private int core() {
        Carriers virtual = carriers;
        return virtual == null ? lane().core() : virtual.lanes().core();
    }

    private long record(EventKind kind, int resource, long argument) {
        return record(kind, resource, argument, Long.MIN_VALUE);
    }

    @Override
    public long record(EventKind kind, int resource, long argument, long lastNanos) {
        Carriers virtual = carriers;
        if (virtual != null) {
            latest = virtual.lanes().record(kind, id(), true, resource, marker.line(), argument,
                    Math.max(lastNanos, latest));
            return latest;
        }
        Recorder.Lane own = lane();
        return own.record(kind, id(), own.core(), resource, marker.line(), argument, lastNanos);
    }

    @Override
    public long recordFor(int waiting, int line, EventKind kind, int resource, long argument, long lastNanos) {
        return recordOf(kind, waiting, resource, line, argument, lastNanos);
    }

    /** Records something of another actor, without a core. */
    long recordOf(EventKind kind, int other, int resource, int line, long argument, long lastNanos) {
        Carriers virtual = carriers;
        if (virtual != null) {
            latest = virtual.lanes().record(kind, other, false, resource, line, argument,
                    Math.max(lastNanos, latest));
            return latest;
        }
        return lane().record(kind, other, -1, resource, line, argument, lastNanos);
    }

    /** Records that this actor made another. */
    void recordCreationOf(Party child) {
        recordOf(EventKind.ACTOR_CREATED, child.id(), 0, line(), id(), Long.MIN_VALUE);
    }

    // ---- carriers of virtual threads

    /** Records that it has a carrier now. */
    private void mount() {
        Carriers virtual = carriers;
        if (virtual != null && carrier == 0) {
            carrier = virtual.current();
            recordOf(EventKind.MOUNTED, id(), virtual.resource(), line(), carrier, Long.MIN_VALUE);
        }
    }

    /** Records that it is about to leave its carrier, unless a native frame keeps it there. */
    private void unmount() {
        Carriers virtual = carriers;
        if (virtual != null && carrier != 0 && nativeFrames == 0) {
            recordOf(EventKind.UNMOUNTED, id(), virtual.resource(), line(), carrier, Long.MIN_VALUE);
            carrier = 0;
        }
    }

    @Override
    public void contend(Runnable section) {
        unmount();
        section.run();
        mount();
    }

    @Override
    public void inNativeFrame(Step step) throws Exception {
        nativeFrames++;
        try {
            NativeFrame.around(step::run);
        } finally {
            nativeFrames--;
        }
    }

    // ---- safe points

    /** A safe point: stands still while the run is paused, leaves if it is stopped. */
    @Override
    public void checkpoint() {
        if (run.haltRequested()) {
            beginStill(null);
            endStill();
        }
    }

    @Override
    public boolean takeInterrupt() {
        boolean was = interrupted;
        if (was) {
            interrupted = false;
        }
        return was;
    }

    @Override
    public long due(Duration timeout) {
        long due = run.clock().now() + run.sleepNanos(timeout);
        return due < 0 ? Long.MAX_VALUE - 1 : due; // in the very long run
    }

    @Override
    public @Nullable Wait waiter() {
        return waiter;
    }

    @Override
    public @Nullable Party joining() {
        RunActor other = joining;
        return other == null || other.ended() ? null : other;
    }

    @Override
    public void await(Wait waitsFor) {
        boolean cancellable = true;
        while (true) {
            beginStill(waitsFor);
            Waiter.End early = null;
            while (true) {
                int heard = waitsFor.listen(); // before all looks: whatever is told after them ends the standing
                if (waitsFor.ended() || run.stopping() || dismissed) {
                    break;
                }
                early = cancellable ? early(waitsFor) : null;
                if (early != null) {
                    break;
                }
                long due = cancellable ? waitsFor.dueNanos() : Long.MAX_VALUE;
                waitsFor.stand(heard, due == Long.MAX_VALUE ? due : Math.max(1, due - run.clock().now()));
            }
            bound = false;
            endStill();
            if (waitsFor.ended()) {
                return;
            }
            leaveIfDismissed();
            cancellable = false;
            if (early != null && waitsFor.cancel(early)) {
                interrupted &= early != Waiter.End.INTERRUPTED;
                return;
            }
            bound = true;
        }
    }

    /** How a wait that nobody has ended yet ends by itself now, null if it does not. */
    private Waiter.@Nullable End early(Wait waitsFor) {
        if (waitsFor.interruptible() && interrupted) {
            return Waiter.End.INTERRUPTED;
        }
        return run.clock().now() >= waitsFor.dueNanos() ? Waiter.End.TIMED_OUT : null;
    }

    private void park(Object blocker, long untilNanos) {
        LockSupport.parkNanos(blocker, Math.max(1, untilNanos - run.clock().now()));
    }

    @Override
    public void wake() {
        LockSupport.unpark(thread);
        Wait waits = waiter;
        if (waits != null) {
            waits.ring();
        }
    }

    /** Told before it looks whether to halt, and where its run is in another process, told there too. */
    private void still(boolean stands) {
        still = stands;
        int own = seat;
        if (own != 0) {
            run.shared().roster().still(own, stands);
        }
    }

    /** From here to {@link #endStill} the actor runs no scenario code and records nothing. */
    private void beginStill(@Nullable Wait waitsFor) {
        unmount();
        waiter = waitsFor;
        int own = seat;
        boolean endless = waitsFor == null ? joining != null
                : waitsFor instanceof Waiter<?> && waitsFor.dueNanos() == Long.MAX_VALUE;
        if (own != 0 && endless) {
            run.shared().roster().ownWait(own, ++ownWaits);
        }
        still(true);
    }

    /** Goes on with scenario code as soon as the run is not paused. */
    private void endStill() {
        still(false);
        while (run.haltRequested()) {
            if (run.stopping()) {
                throw new RunStoppedException();
            }
            still(true);
            LockSupport.park(run);
            still(false);
        }
        waiter = null;
        int own = seat;
        if (own != 0) {
            run.shared().roster().ownWait(own, 0);
        }
        mount();
    }

    // ---- among processes

    @Override
    public int seat() {
        int own = seat;
        if (own == 0) {
            if (carriers != null) {
                throw new IllegalStateException(
                        "\"" + name() + "\" is a virtual thread, which would keep its carrier while "
                                + "it waits at something that processes share: take a thread");
            }
            own = run.shared().seat(info);
            seat = own;
        }
        return own;
    }

    /** See {@link Rehearsal}. */
    dev.potok.simulation.environment.Kit rehearsalKit() {
        return ((ChildRun) run).kit();
    }

    /** It has that place from the beginning, as the one actor of its process. Before it starts. */
    void sitDown(int given) {
        seat = given;
    }

    @Override
    public byte[] pack(Object object) {
        return run.shared().pack(object);
    }

    @Override
    public Object unpack(byte[] bytes) {
        return run.shared().unpack(bytes);
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void exit(int code) {
        mustBeProcess("exit");
        throw new ProcessExit(code);
    }

    @Override
    public void onTerminate(Body cleanup) {
        mustBeProcess("onTerminate");
        run.onTerminate(this, cleanup);
    }

    private void mustBeProcess(String call) {
        if (!isProcess()) {
            throw new IllegalStateException(call + "() is for a process, and \"" + name() + "\" is a thread");
        }
    }

    // ---- for the one who serves a switchboard, and by it

    /**
     * What it waits for or sleeps for, the same one as long as it stays there; null if it goes on, or is about to. Any
     * thread.
     */
    private @Nullable Object rest() {
        Wait waits = waiter;
        if (waits != null) {
            boolean goesOn = waits.ended()
                    || !bound && (waits.interruptible() && interrupted || run.clock().now() >= waits.dueNanos());
            return goesOn ? null : waits;
        }
        Sleep sleep = asleep;
        boolean sleeps = sleep != null && run.clock().now() < sleep.untilNanos && !(sleep.interruptible && interrupted);
        return sleeps ? sleep : null;
    }

    @Override
    public boolean restEnds() {
        Wait waits = waiter;
        return waits == null ? asleep != null : waits.timed() && !bound;
    }

    @Override
    public void awaitRest(List<? extends Party> others) {
        beginStill(null);
        while (!run.stopping() && !atRest(others)) {
            LockSupport.parkNanos(this, REST_LOOK_NANOS);
            if (run.haltRequested()) { // a pause may be waiting to be seen off
                endStill();
                beginStill(null);
            }
        }
        endStill();
    }

    /** Whether two looks find each of them at the very same rest: then nobody can have acted between them. */
    private static boolean atRest(List<? extends Party> others) {
        List<Object> first = rests(others);
        return first.size() == others.size() && DeadlockWatch.same(rests(others), first);
    }

    /** At what each of them rests; fewer if one does not. */
    private static List<Object> rests(List<? extends Party> others) {
        var rests = new ArrayList<>();
        for (Party other : others) {
            Object rest = ((LiveActor) other).rest();
            if (rest == null) {
                return rests;
            }
            rests.add(rest);
        }
        return rests;
    }

    @Override
    public void awaitOutside(BooleanSupplier there) {
        beginStill(null);
        while (!run.stopping() && !there.getAsBoolean()) {
            LockSupport.park(this);
            if (run.haltRequested()) {
                endStill();
                beginStill(null);
            }
        }
        endStill();
    }

    @Override
    public void nudge() {
        wake();
    }

    @Override
    public void pass(Duration time) {
        checkpoint();
        record(EventKind.SLEEP_BEGUN, 0, time.toNanos());
        stayStill(due(time), false);
        record(EventKind.SLEEP_ENDED, 0, 0);
    }

    @Override
    public void dismiss() {
        dismissed = true;
        wake();
    }

    private void leaveIfDismissed() {
        if (dismissed) {
            throw new RunStoppedException();
        }
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

    /** Time on a core so far, by the clock where the system does not know; not asked for flat out, where nobody needs it. */
    private long spent() {
        return run.pace() == Pace.FLAT_OUT ? 0
                : carriers != null ? run.clock().now() : ProcessorTime.ofCurrentThread();
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
        int toldCore = core();
        while (spent() < untilSpent) {
            Spin.turn(LECTURE_SLICE);
            checkpoint();
            long now = run.clock().now();
            int core = core();
            if (core != toldCore || now - told >= TELL_NANOS) {
                record(EventKind.WORKING, 0, 0);
                told = now;
                toldCore = core;
            }
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        checkpoint();
        if (!interrupted) {
            record(EventKind.SLEEP_BEGUN, 0, duration.toNanos());
            stayStill(due(duration), true);
            record(EventKind.SLEEP_ENDED, 0, 0);
        }
        if (takeInterrupt()) {
            throw new InterruptedException(name() + " was interrupted in its sleep");
        }
    }

    @Override
    public boolean interrupted() {
        return takeInterrupt();
    }

    @Override
    public <T> T io(String label, Callable<T> call) throws Exception {
        checkpoint();
        record(EventKind.IO_BEGUN, 0, run.names().idOf(label));
        long until = run.clock().now() + run.pace().ioNanos();
        T result;
        beginStill(null);
        try {
            result = interruptibly(call);
        } catch (Throwable failed) { // errors too: nothing may be recorded while still
            endStill();
            record(EventKind.IO_ENDED, 0, 0);
            throw failed;
        }
        endStill();
        stayStill(until, false);
        record(EventKind.IO_ENDED, 0, 0);
        return result;
    }

    /** Makes a call of the system that an interrupt of this actor interrupts. */
    private <T> T interruptibly(Callable<T> call) throws Exception {
        synchronized (this) {
            calling = true;
            if (interrupted) {
                thread.interrupt();
            }
        }
        try {
            return call.call();
        } catch (InterruptedException told) {
            interrupted = false;
            throw told;
        } finally {
            synchronized (this) {
                calling = false;
                if (!run.stopping()) {
                    Thread.interrupted(); // with the mark left set, no park would wait
                }
            }
        }
    }

    /**
     * Stands still until that run time; a pause prolongs it by its own length, since run time stands too.
     *
     * @param interruptible whether an interrupt ends it before
     */
    private void stayStill(long until, boolean interruptible) {
        asleep = new Sleep(until, interruptible);
        beginStill(null);
        while (run.clock().now() < until && !run.stopping() && !dismissed && !(interruptible && interrupted)) {
            park(this, until);
            if (run.haltRequested()) { // a pause may be waiting to be seen off
                endStill();
                beginStill(null);
            }
        }
        endStill();
        asleep = null;
        leaveIfDismissed();
    }

    @Override
    public void print(String line) {
        checkpoint();
        record(EventKind.PRINTED, 0, run.names().idOf(line));
    }
}
