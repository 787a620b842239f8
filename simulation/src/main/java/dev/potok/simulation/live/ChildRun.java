package dev.potok.simulation.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Actor;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.process.Parent;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.shared.SharedWorld;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Names;
import dev.potok.simulation.trace.Recorder;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.RunClock;

/**
 * A run as one of its child processes sees it. Whether to go on, the time and what is shared lie in the memory of the run;
 * names are asked for at the parent.
 */
final class ChildRun implements World, AutoCloseable {
    /** As the shells say it: 128 and the number of the signal. */
    private static final int INTERRUPTED_CODE = 130;

    private final ActorJob job;
    private final Parent parent;
    private final Names names = new Asking();
    private final SharedWorld shared;
    private final RunClock clock;
    private final ChildEnvironment environment;
    private final Queue<LiveActor> actors = new ConcurrentLinkedQueue<>();
    /** By actor: where its ring is. */
    private final Map<Integer, ActorJob.Ring> rings = new ConcurrentHashMap<>();
    private final AtomicInteger living = new AtomicInteger();
    private final CountDownLatch allEnded = new CountDownLatch(1);
    private volatile int exitCode;
    private volatile boolean toldToEnd;

    ChildRun(ActorJob job, Parent parent) throws IOException {
        this.job = job;
        this.parent = parent;
        if (RunClock.source() != job.source()) {
            throw new IllegalStateException("the clock of this process is read from the " + RunClock.source()
                    + " and that of its run from the " + job.source() + ", so their times cannot be compared");
        }
        this.shared = SharedWorld.open(Path.of(job.memory()), job.process(), names, LiveActor::current);
        this.clock = shared.clock(parent.offsetNanos());
        this.environment = new ChildEnvironment(this, names);
        shared.surround(environment);
    }

    /** The life of the process; returns its exit code. */
    int live() throws InterruptedException {
        ActorJob.Who who = job.actor();
        var info = new ActorInfo(who.id(), who.name(), who.group(), ActorKind.PROCESS, who.parent());
        rings.put(info.id(), job.ring());
        var actor = new LiveActor(this, info, who.index(), this::body);
        actor.sitDown(job.seat());
        actors.add(actor);
        parent.onTold(message -> look());
        parent.onInterrupt(() -> {
            toldToEnd = true;
            actor.interruptNow();
        });
        actor.start();
        allEnded.await();
        return exitCode;
    }

    /** What the actor does is made here, by itself: that takes its time, and can fail. */
    private void body(Actor self) throws Exception {
        ((LiveActor) self).record(EventKind.DESERIALIZED, 0, job.body().length, Long.MIN_VALUE);
        ((Body) shared.unpack(job.body())).run(self);
    }

    /** The run halts, goes on or ends: whoever stands may have to go. */
    private void look() {
        for (LiveActor actor : actors) {
            if (stopping()) {
                actor.hurry();
            } else {
                actor.nudge();
            }
        }
    }

    /** Makes an actor that is a thread of this process. */
    LiveActor addThread(String name, String group, int index, Body body) {
        LiveActor actor = guest(name, group, index, body);
        LiveActor.current().recordCreationOf(actor);
        return actor;
    }

    private LiveActor guest(String name, String group, int index, Body body) {
        var guest = (ActorJob.Guest) Objects.requireNonNull(parent.ask(new ActorJob.AddThread(name, group)));
        var info = new ActorInfo(guest.id(), name, group, ActorKind.PLATFORM_THREAD, job.actor().id());
        rings.put(info.id(), guest.ring());
        var actor = new LiveActor(this, info, index, body);
        actor.sitDown(guest.seat());
        actors.add(actor);
        return actor;
    }

    @Override
    public void close() {
        shared.close();
    }

    /** See {@link Rehearsal}: scenarios make what is shared in the process that has the run. */
    dev.potok.simulation.environment.Kit kit() {
        return shared.kit(environment);
    }

    // ---- for its actors

    @Override
    public RunClock clock() {
        return clock;
    }

    @Override
    public Pace pace() {
        return job.pace();
    }

    @Override
    public int nice() {
        return job.nice();
    }

    @Override
    public long sleepNanos(Duration asked) {
        return job.timeAsGiven() ? asked.toNanos() : job.pace().sleepNanos(asked);
    }

    @Override
    public boolean haltRequested() {
        return shared.haltRequested();
    }

    @Override
    public boolean stopping() {
        return shared.stopping();
    }

    @Override
    public Names names() {
        return names;
    }

    @Override
    public Recorder.Lane openLane(int owner) {
        ActorJob.Ring ring = Objects.requireNonNull(rings.get(owner));
        return Recorder.laneInto(shared.ring(ring.offset(), ring.events()), owner, clock);
    }

    @Override
    public Carriers carriers() {
        throw new IllegalStateException("a process of a run has no virtual threads");
    }

    @Override
    public SharedWorld shared() {
        return shared;
    }

    @Override
    public void failed(LiveActor actor, Throwable thrown) {
        if (stopping()) {
            return; // thrown on the way out
        }
        var failure = new Failure(actor.name(), actor.line(), thrown);
        if (actor.isProcess()) {
            exitCode = toldToEnd && thrown instanceof InterruptedException ? INTERRUPTED_CODE : 1;
        }
        parent.tell(new ActorJob.Failed(actor.id(), actor.line(), failure.summary()));
        actor.record(EventKind.ACTOR_FAILED, 0, names.idOf(failure.summary()), Long.MIN_VALUE);
    }

    @Override
    public void exit(int code) {
        exitCode = code;
    }

    @Override
    public void cutShort() {
        parent.tell(new ActorJob.CutShort());
    }

    @Override
    public void actorStarts() {
        living.incrementAndGet();
    }

    @Override
    public void actorEnded(LiveActor actor) {
        if (!actor.isProcess()) {
            parent.tell(new ActorJob.Ended(actor.id(), actor.endedNanos()));
        }
        if (living.decrementAndGet() == 0) {
            allEnded.countDown();
        }
    }

    @Override
    public void onTerminate(LiveActor actor, Body cleanup) {
        int line = actor.line();
        parent.onTerminate(() -> {
            LiveActor handler = guest(handlerName(), job.actor().group() + "-handler", actor.index(), cleanup);
            handler.startUncalled(line);
            handler.awaitGone();
        });
    }

    /** Of the group's handlers, numbered as the group is. */
    private String handlerName() {
        ActorJob.Who who = job.actor();
        return who.group() + "-handler" + who.name().substring(who.group().length());
    }

    /** Asks the parent for names. */
    private final class Asking implements Names {
        @Override
        public ActorInfo addActor(String name, String group, ActorKind kind, int maker) {
            throw new IllegalStateException("a process adds no actors but its own threads");
        }

        @Override
        public ResourceInfo addResource(String name, ResourceKind kind, long capacity, int partOf, boolean fair,
                boolean inShared) {
            @Nullable Object number = parent.ask(new ActorJob.AddResource(name, kind, capacity, partOf, fair));
            return new ResourceInfo((int) Objects.requireNonNull(number), name, kind, capacity, partOf, fair, inShared);
        }

        @Override
        public int idOf(String text) {
            return (int) Objects.requireNonNull(parent.ask(new ActorJob.IdOf(text)));
        }
    }
}
