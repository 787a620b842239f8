package dev.potok.simulation.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Processes;
import dev.potok.simulation.primitive.ProcessMember;
import dev.potok.simulation.process.Child;
import dev.potok.simulation.process.Exit;
import dev.potok.simulation.process.Nursery;
import dev.potok.simulation.process.Signal;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.FailureElsewhere;
import dev.potok.simulation.shared.SharedWorld;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Recorder;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.RunClock;

/** An actor that is a process of its own, as its run sees it. Any thread, unless said otherwise. */
final class ProcessActor extends DistantActor implements ProcessMember {
    /** Events that a ring of one of the first processes holds, and of others and their threads. */
    private static final int LARGE = 1 << 17;
    private static final int SMALL = 1 << 15;
    private static final int MANY = 8;
    /** A wait that an interrupt ends is over before so long, and one that it does not end is found a little later. */
    private static final long INTERRUPT_NANOS = 1_000_000_000;
    private static final long BEGIN_LOOK_NANOS = 500_000;

    /** Whether it was told to end by a signal; and when it was interrupted last, by the system's clock, 0 for never. */
    private volatile boolean doomed;
    private volatile long interruptedAt;
    /** Nanoseconds on cores, as far as was asked before it ended. */
    private volatile long spent;
    private final int index;
    private final int number;
    private final Processes.Start how;
    private final Body body;
    private volatile @Nullable Child child;
    private volatile @Nullable Exit exit;
    /** Done once its end is with the undertaker. */
    private volatile @Nullable CompletableFuture<Void> whenSeenOff;
    /** Threads that it has made within itself; guarded by this, like all below. */
    private final List<GuestActor> guests = new ArrayList<>();
    private final List<Recorder.Adopted> rings = new ArrayList<>();
    private final List<Runnable> whenEnded = new ArrayList<>();
    private @Nullable Failure failure;
    private boolean buried;
    private boolean forgiven;

    /** With its number among the processes of the run, from 1. */
    ProcessActor(LiveRun run, ActorInfo info, int index, int number, Processes.Start how, Body body) {
        super(run, info);
        this.index = index;
        this.number = number;
        this.how = how;
        this.body = body;
    }

    // ---- beginning

    /** By the actor that starts it. If that cannot be done, nothing is left of the attempt. */
    @Override
    public void start() {
        if (started()) {
            throw new IllegalStateException("the process \"" + name() + "\" was started already");
        }
        LiveActor by = LiveActor.current();
        SharedWorld world = run.shared();
        byte[] packed = world.packFor(number, body); // first of all: it may be refused
        by.record(EventKind.SERIALIZED, 0, packed.length, Long.MIN_VALUE);
        var taken = new AtomicReference<@Nullable Child>();
        boolean begun = false;
        try {
            by.standingStill(() -> {
                taken.set(how == Processes.Start.WARM ? Nursery.shared().take() : Nursery.shared().takeCold());
                return true;
            });
            Child fresh = Objects.requireNonNull(taken.get());
            int seat = world.seat(number, info);
            var job = new ActorJob(world.file().toString(), number, seat,
                    adoptRing(id(), number <= MANY ? LARGE : SMALL),
                    new ActorJob.Who(id(), info.name(), info.group(), index, info.parent()), packed, run.pace(),
                    run.timeAsGiven(), run.nice(), RunClock.source());
            sitDown(seat);
            run.actorStarts();
            begun = true;
            by.recordOf(EventKind.PROCESS_STARTED, id(), 0, by.line(), fresh.pid(), Long.MIN_VALUE);
            fresh.assign(job, this::answer, this::told);
            child = fresh;
        } catch (Throwable refused) {
            Child idle = taken.get();
            if (idle != null) {
                idle.dismiss();
            }
            synchronized (this) {
                rings.forEach(Recorder.Adopted::producerDied);
            }
            if (begun) {
                world.gone(number);
                run.actorEnded();
            }
            throw refused;
        }
        whenSeenOff = Objects.requireNonNull(taken.get()).over().thenAccept(ended -> {
            exit = ended;
            world.gone(number); // at once: the undertaker may be waiting for it
            run.undertaker().bring(this);
        });
        if (run.stopping()) {
            hurry(); // all were told before this one could be
        }
    }

    private ActorJob.Ring adoptRing(int owner, int events) {
        SharedWorld world = run.shared();
        long ring = world.takeRing(events);
        Recorder.Adopted adopted = run.adopt(world.ring(ring, events), owner, () -> world.freeRing(ring, events));
        synchronized (this) {
            rings.add(adopted);
        }
        return new ActorJob.Ring(ring, events);
    }

    // ---- what it asks and tells

    private @Nullable Object answer(@Nullable Object question) {
        return switch (question) {
            case ActorJob.IdOf asked -> run.names().idOf(asked.text());
            case ActorJob.AddResource asked -> {
                ResourceInfo made = run.names().addResource(asked.name(), asked.kind(), asked.capacity(),
                        asked.partOf(),
                        asked.fair(), false);
                yield made.id();
            }
            case ActorJob.AddThread asked -> addGuest(asked);
            case null, default -> throw new IllegalStateException("nobody knows the question " + question);
        };
    }

    private ActorJob.Guest addGuest(ActorJob.AddThread asked) {
        ActorInfo thread = run.names().addActor(asked.name(), asked.group(), ActorKind.PLATFORM_THREAD, id());
        var guest = new GuestActor(run, thread, this);
        synchronized (this) {
            if (buried) {
                throw new IllegalStateException("the process is gone"); // and will not hear of it
            }
            int seat = run.shared().seat(number, thread);
            guest.sitDown(seat);
            guests.add(guest);
            run.addGuest(guest);
            return new ActorJob.Guest(thread.id(), seat, adoptRing(thread.id(), SMALL));
        }
    }

    private void told(@Nullable Object message) {
        switch (message) {
            case ActorJob.Failed failed -> {
                synchronized (this) {
                    failure = new Failure(run.actorName(failed.actor()), failed.line(),
                            new FailureElsewhere(failed.summary()));
                }
            }
            case ActorJob.Ended ended -> {
                synchronized (this) {
                    guests.stream().filter(guest -> guest.id() == ended.actor())
                            .forEach(guest -> guest.end(ended.timeNanos()));
                }
            }
            case ActorJob.CutShort _ -> run.cutShort();
            case null, default -> throw new IllegalStateException("nobody knows what is meant by " + message);
        }
    }

    // ---- the end

    /** Takes it out of all that is shared and records its end; by the undertaker. Whatever goes wrong, it has ended. */
    void bury(Undertaker undertaker) {
        Exit how = Objects.requireNonNull(exit);
        boolean killed = how.signal().isPresent() && !how.orderly();
        long time = run.nowNanos();
        try {
            synchronized (this) {
                buried = true;
                rings.forEach(Recorder.Adopted::producerDied);
            }
            if (!how.orderly() && (run.stopping() || how.code() == Exit.HUNG_UP)) {
                return; // it was ended because all ends, which is nothing that happened to it
            }
            time = killed
                    ? undertaker.recordFor(id(), 0, EventKind.PROCESS_KILLED, 0, how.signal().getAsInt(),
                            Long.MIN_VALUE)
                    : undertaker.recordFor(id(), 0, EventKind.PROCESS_EXITED, 0, how.code(), Long.MIN_VALUE);
            run.shared().gone(number); // threads too that it made at the last moment
            run.shared().bury(number, undertaker, killed || !how.orderly());
        } catch (RuntimeException trouble) {
            synchronized (this) {
                failure = new Failure(name(), 0, trouble);
                forgiven = false;
            }
        } finally {
            end(how, killed, time);
        }
    }

    private void end(Exit how, boolean killed, long time) {
        if (!how.orderly() && run.stopping()) {
            run.cutShort();
        }
        List<Runnable> actions;
        synchronized (this) {
            if (failure == null && (killed || !how.orderly()) && !run.stopping()) {
                failure = new Failure(name(), 0, new FailureElsewhere(killed
                        ? "the process was ended by signal " + how.signal().getAsInt()
                        : how.complaint().orElse("the process ended with exit code " + how.code())));
            }
            spent = spentNow();
            guests.forEach(guest -> guest.end(time));
            end(time);
            actions = List.copyOf(whenEnded);
        }
        actions.forEach(Runnable::run);
        run.actorEnded();
    }

    /** What it has failed of, if nobody has asked how it ended. */
    synchronized @Nullable Failure unforgiven() {
        return forgiven ? null : failure;
    }

    /** Ends it where it stands, since it has not ended of its own will. */
    void kill() {
        Child lives = child;
        if (lives != null) {
            lives.signal(Signal.KILL); // also one that has said that it ends, and does not
        }
    }

    @Override
    public void awaitGone() {
        Child gone = child;
        if (gone != null) {
            if (run.stopping()) {
                kill();
            }
            gone.exit().join();
            CompletableFuture<Void> seenOff = whenSeenOff;
            if (seenOff != null) {
                seenOff.join();
            }
        }
    }

    // ---- for others

    @Override
    public boolean started() {
        return child != null;
    }

    @Override
    public boolean hasEnded() {
        return ended();
    }

    @Override
    public boolean isAlive() {
        return started() && !ended();
    }

    @Override
    public long pid() {
        return theChild().pid();
    }

    /** The same, 0 while it does not run. */
    long livingPid() {
        Child lives = child;
        return lives == null || ended() ? 0 : lives.pid();
    }

    private Child theChild() {
        Child begun = child;
        if (begun == null) {
            throw new IllegalStateException("the process \"" + name() + "\" has not been started");
        }
        return begun;
    }

    @Override
    public int exitCode() {
        Exit known = exit;
        if (!ended() || known == null) {
            throw new IllegalStateException("\"" + name() + "\" has not ended, so it has no exit code");
        }
        forgive();
        return known.code();
    }

    @Override
    public synchronized void forgive() {
        forgiven = true;
    }

    @Override
    public void onEnd(Runnable action) {
        boolean over;
        synchronized (this) {
            over = ended();
            whenEnded.add(action);
        }
        if (over) {
            action.run();
        }
    }

    @Override
    public void interrupt() {
        signal(Signal.INTERRUPT.number());
    }

    @Override
    public void interruptNow() {
        Child lives = child;
        if (lives != null) {
            interruptedAt = System.nanoTime();
            lives.signal(Signal.INTERRUPT);
        }
    }

    @Override
    boolean endComes() {
        long told = interruptedAt;
        return doomed || told != 0 && System.nanoTime() - told < INTERRUPT_NANOS;
    }

    /** The calling actor stands still until the one in there can be interrupted: before, a SIGINT would end the process. */
    private void awaitBegun(LiveActor by) {
        by.standingStill(() -> {
            while (isAlive() && !run.stopping() && !run.shared().roster().begun(seat())
                    && !run.shared().roster().gone(seat())) {
                LockSupport.parkNanos(this, BEGIN_LOOK_NANOS);
            }
            return true;
        });
    }

    @Override
    public boolean takesSignals() {
        return true;
    }

    @Override
    public void signal(int number) {
        if (!isAlive()) {
            return;
        }
        LiveActor by = LiveActor.current();
        if (number == Signal.INTERRUPT.number()) {
            awaitBegun(by);
            interruptedAt = System.nanoTime();
        } else {
            doomed = true;
        }
        by.record(EventKind.SIGNALLED, 0, (long) number << Integer.SIZE | id(), Long.MIN_VALUE);
        for (Signal signal : Signal.values()) {
            if (signal.number() == number) {
                theChild().signal(signal);
            }
        }
    }

    @Override
    public boolean joinUntil(long dueNanos) {
        return LiveActor.current().join(this, dueNanos);
    }

    @Override
    public void nudge() {
        Child lives = child;
        if (lives != null) {
            wake();
            lives.tell(new ActorJob.Look());
        }
    }

    @Override
    public long spentNanos() {
        return Math.max(spent, spentNow());
    }

    private long spentNow() {
        Child lives = child;
        return lives == null || ended() ? 0
                : ProcessHandle.of(lives.pid()).flatMap(process -> process.info().totalCpuDuration())
                        .map(java.time.Duration::toNanos).orElse(0L);
    }
}
