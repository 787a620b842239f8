package dev.potok.simulation.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Processes;
import dev.potok.simulation.primitive.ProcessMember;
import dev.potok.simulation.primitive.Scribe;
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
    private final int index;
    private final int number;
    private final Processes.Start how;
    private final Body body;
    private volatile @Nullable Child child;
    private volatile @Nullable Exit exit;
    /** Threads that it has made within itself; guarded by this, like all below. */
    private final List<GuestActor> guests = new ArrayList<>();
    private final List<Recorder.Adopted> rings = new ArrayList<>();
    private final List<Runnable> whenEnded = new ArrayList<>();
    private @Nullable Failure failure;
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

    /** By the actor that starts it. */
    @Override
    public void start() {
        if (started()) {
            throw new IllegalStateException("the process \"" + name() + "\" was started already");
        }
        LiveActor by = LiveActor.current();
        SharedWorld world = run.shared();
        byte[] packed = world.packFor(number, body); // first of all: it may be refused
        by.record(EventKind.SERIALIZED, 0, packed.length, Long.MIN_VALUE);
        Child taken = by.standingStill(
                () -> how == Processes.Start.WARM ? Nursery.shared().take() : Nursery.shared().takeCold());
        int seat = world.seat(number, info);
        long ring = adoptRing(id());
        var job = new ActorJob(world.file().toString(), number, seat, ring,
                new ActorJob.Who(id(), info.name(), info.group(), index, info.parent()), packed, run.pace(),
                run.timeAsGiven(), run.nice(), RunClock.source());
        sitDown(seat);
        run.actorStarts();
        child = taken;
        by.recordOf(EventKind.PROCESS_STARTED, id(), 0, by.line(), taken.pid(), Long.MIN_VALUE);
        taken.assign(job, this::answer, this::told);
        taken.exit().thenAccept(ended -> {
            exit = ended;
            world.gone(number); // at once: the undertaker may be waiting for it
            run.undertaker().bring(this);
        });
        if (run.stopping()) {
            hurry(); // all were told before this one could be
        }
    }

    private long adoptRing(int owner) {
        SharedWorld world = run.shared();
        long ring = world.takeRing();
        Recorder.Adopted adopted = run.adopt(world.ring(ring), owner, () -> world.freeRing(ring));
        synchronized (this) {
            rings.add(adopted);
        }
        return ring;
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
        int seat = run.shared().seat(number, thread);
        long ring = adoptRing(thread.id());
        var guest = new GuestActor(run, thread, this);
        guest.sitDown(seat);
        synchronized (this) {
            guests.add(guest);
        }
        run.addGuest(guest);
        return new ActorJob.Guest(thread.id(), seat, ring);
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
            case null, default -> throw new IllegalStateException("nobody knows what is meant by " + message);
        }
    }

    // ---- the end

    /** Takes it out of all that is shared and records its end; by the undertaker. */
    void bury(Undertaker undertaker) {
        Exit how = Objects.requireNonNull(exit);
        boolean killed = how.signal().isPresent() && !how.orderly();
        synchronized (this) {
            rings.forEach(Recorder.Adopted::producerDied);
        }
        long time;
        if (killed) {
            time = undertaker.recordFor(id(), 0, EventKind.PROCESS_KILLED, 0, how.signal().getAsInt(), Long.MIN_VALUE);
        } else {
            time = undertaker.recordFor(id(), 0, EventKind.PROCESS_EXITED, 0, how.code(), Long.MIN_VALUE);
        }
        run.shared().bury(number, undertaker, killed || !how.orderly());
        List<Runnable> actions;
        synchronized (this) {
            if (failure == null && (killed || !how.orderly()) && !run.stopping()) {
                failure = new Failure(name(), 0, new FailureElsewhere(killed
                        ? "the process was ended by signal " + how.signal().getAsInt()
                        : how.complaint().orElse("the process ended with exit code " + how.code())));
            }
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
        if (lives != null && !ended()) {
            lives.signal(Signal.KILL);
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
            lives.signal(Signal.INTERRUPT);
        }
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
        Child lives = child;
        return lives == null || ended() ? 0
                : ProcessHandle.of(lives.pid()).flatMap(process -> process.info().totalCpuDuration())
                        .map(java.time.Duration::toNanos).orElse(0L);
    }
}
