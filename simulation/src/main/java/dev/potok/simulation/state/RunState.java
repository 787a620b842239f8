package dev.potok.simulation.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.WaitSide;

/**
 * The state of a whole run at an instant, folded from all events up to it. Confined to one thread; a {@link #copy()} may
 * go to another.
 */
public final class RunState {
    private final Directory directory;
    private final List<@Nullable ActorState> actors = new ArrayList<>();
    private final List<@Nullable ResourceState> resources = new ArrayList<>();
    private final List<CoreState> cores = new ArrayList<>();
    private long events;
    private long timeNanos;
    private boolean paused;
    private boolean finished;
    private long dropped;
    /** By core: actors inferred to be ready since another was seen on it, the latest last. */
    private final List<IdLine> displaced = new ArrayList<>();

    /** What the last event changed; not part of the state. */
    private final IdLine changedActors = new IdLine();
    private final IdLine changedCores = new IdLine();
    private final IdLine changedLines = new IdLine();

    /** The state before the first event. */
    public RunState(Directory directory) {
        this.directory = directory;
    }

    /** The names behind the numbers. */
    public Directory directory() {
        return directory;
    }

    /** How many events it is folded from. */
    public long events() {
        return events;
    }

    /** Time of the last of them. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Whether the run was paused then. */
    public boolean paused() {
        return paused;
    }

    /** Whether the run had ended. */
    public boolean finished() {
        return finished;
    }

    /** Events known to be lost up to then. */
    public long dropped() {
        return dropped;
    }

    /** All actors made so far, in order of their numbers. */
    public List<ActorState> actors() {
        return actors.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    /** How many actors have been made so far. */
    public int actorCount() {
        return Math.max(0, actors.size() - 1);
    }

    /** The actor with that number, null if it is not made yet. */
    public @Nullable ActorState actor(long id) {
        return id > 0 && id < actors.size() ? actors.get((int) id) : null;
    }

    /** All resources made so far, in order of their numbers, counters left out. */
    public List<ResourceState> resources() {
        return resources.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    /** The resource with that number, null if it is not made yet. */
    public @Nullable ResourceState resource(long id) {
        return id > 0 && id < resources.size() ? resources.get((int) id) : null;
    }

    /** All cores that are known, in order of their numbers. */
    public List<CoreState> cores() {
        return Collections.unmodifiableList(cores);
    }

    /** Actors whose status, core or place the last event changed. */
    public IdLine changedActors() {
        return changedActors;
    }

    /** Cores that the last event gave to another actor, or that it was the first to tell of. */
    IdLine changedCores() {
        return changedCores;
    }

    /** Resources for which the last event made another number of actors wait. */
    IdLine changedLines() {
        return changedLines;
    }

    /** How much a copy of it takes, roughly in parts of the size of an actor. */
    int weight() {
        int weight = actors.size() + cores.size();
        for (ResourceState resource : resources) {
            weight += resource == null ? 0 : 1 + resource.length() / 16;
        }
        for (ActorState actor : actors) {
            weight += actor == null ? 0 : (actor.holding.size() + actor.slices.size()) / 16;
        }
        return weight;
    }

    /** A copy that later events do not change. */
    public RunState copy() {
        var copy = new RunState(directory);
        for (ActorState actor : actors) {
            copy.actors.add(actor == null ? null : actor.copy());
        }
        for (ResourceState resource : resources) {
            copy.resources.add(resource == null ? null : resource.copy());
        }
        copy.cores.addAll(cores);
        copy.events = events;
        copy.timeNanos = timeNanos;
        copy.paused = paused;
        copy.finished = finished;
        copy.dropped = dropped;
        displaced.forEach(line -> copy.displaced.add(line.copy()));
        return copy;
    }

    /** Takes in the event the cursor is at; events must come in the order of the trace. */
    public void apply(TraceCursor event) {
        events++;
        timeNanos = event.timeNanos();
        changedActors.clear();
        changedCores.clear();
        changedLines.clear();
        int id = event.actor();
        ActorState actor = id == 0 ? null : actorMade(id);
        ResourceState resource = event.resource() == 0 ? null : resourceMade(event.resource());
        if (resource instanceof ResourceState.Base base) {
            base.uncertain = false;
        }
        if (actor != null) {
            if (event.line() > 0) {
                actor.line = event.line();
            }
            if (event.core() >= 0) {
                seenOn(actor, event.core());
            }
            if (actor.status == ActorStatus.UNKNOWN && event.kind() != EventKind.DROPPED) {
                status(actor, ActorStatus.RUNNING);
            }
        }
        switch (event.kind()) {
            case RUN_STARTED -> core((int) event.argument() - 1);
            case RUN_FINISHED -> finished = true;
            case RUN_PAUSED -> paused = true;
            case RUN_RESUMED -> paused = false;
            case COUNTER -> counter(event);
            case DROPPED -> lost(actor, event.argument());
            default -> {
                if (actor != null) {
                    ofActor(event, actor, resource);
                }
            }
        }
    }

    private void ofActor(TraceCursor event, ActorState actor, @Nullable ResourceState resource) {
        long argument = event.argument();
        switch (event.kind()) {
            case ACTOR_STARTED, DISPATCHED -> status(actor, ActorStatus.RUNNING);
            case PREEMPTED -> status(actor, ActorStatus.READY);
            case ACTOR_FINISHED -> status(actor, ActorStatus.FINISHED);
            case ACTOR_FAILED -> status(actor, ActorStatus.FAILED);
            case WAIT_BEGUN -> waitBegun(actor, resource, (int) argument);
            case WAIT_ENDED -> {
                leaveLine(actor);
                status(actor, ActorStatus.RUNNING);
            }
            case ACQUIRED -> {
                granted(actor, event.resource());
                if (resource instanceof ResourceState.Seats seats) {
                    seats.holders.add(actor.id());
                }
                actor.holding.add(event.resource());
            }
            case RELEASED -> {
                if (resource instanceof ResourceState.Seats seats) {
                    // A semaphore's permit may be given back by another than took it: then the oldest is free again.
                    if (!seats.holders.remove(actor.id()) && !seats.holders.isEmpty()) {
                        ActorState oldest = actor(seats.holders.get(0));
                        seats.holders.remove(seats.holders.get(0));
                        if (oldest != null) {
                            oldest.holding.remove(event.resource());
                            changed(oldest);
                        }
                    }
                }
                actor.holding.remove(event.resource());
                changed(actor);
            }
            case PUT -> {
                granted(actor, event.resource());
                if (resource instanceof ResourceState.Conveyor conveyor) {
                    conveyor.items.add(argument);
                    conveyor.puts++;
                }
            }
            case TAKEN -> {
                granted(actor, event.resource());
                if (resource instanceof ResourceState.Conveyor conveyor) {
                    conveyor.items.remove(argument);
                    conveyor.takes++;
                }
            }
            case CLOSED -> {
                if (resource instanceof ResourceState.Conveyor conveyor) {
                    conveyor.closed = true;
                    letGo(conveyor.takeLine);
                    letGo(conveyor.putLine);
                }
            }
            case ARRIVED -> {
                if (resource instanceof ResourceState.Gate gate) {
                    gate.round = argument;
                    gate.arrived.add(actor.id());
                }
            }
            case TRIPPED -> {
                if (resource instanceof ResourceState.Gate gate) {
                    letGo(gate.arrived);
                    gate.arrived.clear();
                    gate.openedNanos = timeNanos;
                    gate.round = argument + 1;
                }
            }
            case BROKEN -> {
                if (resource instanceof ResourceState.Gate gate) {
                    gate.broken = true;
                    letGo(gate.arrived);
                    gate.arrived.clear();
                }
            }
            case SLEEP_BEGUN -> status(actor, ActorStatus.SLEEPING);
            case IO_BEGUN -> {
                actor.ioLabel = argument;
                status(actor, ActorStatus.IO);
            }
            case JOIN_BEGUN -> {
                actor.joining = (int) argument;
                status(actor, ActorStatus.JOINING);
            }
            case SLEEP_ENDED, IO_ENDED, JOIN_ENDED -> {
                actor.joining = 0;
                actor.ioLabel = 0;
                status(actor, ActorStatus.RUNNING);
            }
            case WORK_BEGUN -> {
                actor.working = true;
                status(actor, ActorStatus.RUNNING);
            }
            case WORK_ENDED -> {
                actor.working = false;
                actor.units += argument;
                if (event.core() >= 0) {
                    core(event.core());
                    cores.set(event.core(), cores.get(event.core()).plusUnits(argument));
                }
            }
            case WRITTEN -> {
                if (resource instanceof ResourceState.Cell cell) {
                    cell.previous = cell.value;
                    cell.value = argument;
                    cell.writer = actor.id();
                }
            }
            case SLICE_BEGUN -> {
                actor.slices.add(argument);
                status(actor, ActorStatus.IN_SLICE);
                changed(actor);
            }
            case SLICE_ENDED -> {
                actor.slices.removeLast();
                status(actor, actor.slices.isEmpty() ? ActorStatus.OUT_OF_SLICE : ActorStatus.IN_SLICE);
                changed(actor);
            }
            case ACTOR_CREATED, RESOURCE_CREATED, PASSED, PRINTED, SENT, RECEIVED, WORKING, RUN_STARTED, RUN_FINISHED,
                    RUN_PAUSED,
                    RUN_RESUMED,
                    COUNTER, DROPPED -> {
                // Nothing beyond what all events do.
            }
        }
    }

    private void waitBegun(ActorState actor, @Nullable ResourceState resource, int side) {
        if (resource == null) {
            return;
        }
        wait(actor, resource.info().id());
        switch (resource) {
            case ResourceState.Seats seats -> seats.line.add(actor.id());
            case ResourceState.Conveyor conveyor -> {
                if (side == WaitSide.PUT.ordinal()) {
                    conveyor.putLine.add(actor.id());
                } else {
                    conveyor.takeLine.add(actor.id());
                }
            }
            case ResourceState.Gate ignored -> {
                // It already stands before the gate.
            }
            case ResourceState.Cell ignored -> {
                // Nobody waits for a value.
            }
        }
        status(actor, resource.info().kind() == ResourceKind.MUTEX ? ActorStatus.BLOCKED : ActorStatus.WAITING);
    }

    /** What an actor waited for came about, by the hand of another: it may run as soon as a core is free. */
    private void granted(ActorState actor, int resource) {
        if (actor.waitingOn == resource) {
            leaveLine(actor);
            status(actor, ActorStatus.READY);
        }
    }

    private void letGo(IdLine line) {
        for (int i = line.size() - 1; i >= 0; i--) {
            ActorState waiting = actor(line.get(i));
            if (waiting != null && waiting.waitingOn != 0) {
                leaveLine(waiting);
                status(waiting, ActorStatus.READY);
            }
        }
    }

    private void leaveLine(ActorState actor) {
        switch (resource(actor.waitingOn)) {
            case ResourceState.Seats seats -> seats.line.remove(actor.id());
            case ResourceState.Conveyor conveyor -> {
                conveyor.putLine.remove(actor.id());
                conveyor.takeLine.remove(actor.id());
            }
            case null, default -> {
                // A barrier empties its places itself.
            }
        }
        wait(actor, 0);
    }

    /** Keeps count of those who wait for each resource. */
    private void wait(ActorState actor, int resource) {
        count(actor.waitingOn, -1);
        actor.waitingOn = resource;
        count(resource, 1);
    }

    private void count(int resource, int by) {
        if (resource(resource) instanceof ResourceState.Base base) {
            base.waiting += by;
            changedLines.add(resource);
        }
    }

    /** The actor is on that core now; whoever was last seen there has lost it, which nobody recorded. */
    private void seenOn(ActorState actor, int core) {
        core(core);
        int before = cores.get(core).actor();
        if (before == actor.id()) {
            if (actor.status == ActorStatus.RUNNING && actor.inferred) {
                setStatus(actor, ActorStatus.RUNNING, false);
            }
            return;
        }
        leaveCore(actor);
        ActorState loser = actor(before);
        if (loser != null && loser.status == ActorStatus.RUNNING) {
            setStatus(loser, ActorStatus.READY, true);
        }
        actor.core = core;
        setActor(core, actor.id());
        if (actor.status == ActorStatus.READY && actor.inferred) {
            setStatus(actor, ActorStatus.RUNNING, false);
        }
        changed(actor);
    }

    private void leaveCore(ActorState actor) {
        if (actor.core >= 0 && cores.get(actor.core).actor() == actor.id()) {
            setActor(actor.core, 0);
            giveBack(actor.core);
        }
    }

    /**
     * A core fell free: whoever lost it last, and is not known to do anything else, is concluded to have it again. A
     * core does not stand idle while somebody could run.
     */
    private void giveBack(int core) {
        IdLine line = displaced.get(core);
        ActorState latest = line.isEmpty() ? null : actor(line.get(line.size() - 1));
        if (latest != null) {
            setActor(core, latest.id());
            setStatus(latest, ActorStatus.RUNNING, true);
        }
    }

    private void status(ActorState actor, ActorStatus status) {
        setStatus(actor, status, false);
        if (status != ActorStatus.RUNNING) {
            leaveCore(actor);
        }
    }

    private void setStatus(ActorState actor, ActorStatus status, boolean inferred) {
        if (actor.status != status || actor.inferred != inferred) {
            if (actor.displacedFrom >= 0) {
                displaced.get(actor.displacedFrom).remove(actor.id());
                actor.displacedFrom = -1;
            }
            if (status == ActorStatus.READY && inferred) {
                displaced.get(actor.core).add(actor.id());
                actor.displacedFrom = actor.core;
            }
            actor.status = status;
            actor.inferred = inferred;
            actor.sinceNanos = timeNanos;
            changed(actor);
        }
    }

    private void changed(ActorState actor) {
        if (!changedActors.contains(actor.id())) {
            changedActors.add(actor.id());
        }
    }

    private void counter(TraceCursor event) {
        int core = CoreSeries.coreOfLoad(directory.resource(event.resource()));
        if (core >= 0) {
            core(core);
            cores.set(core, cores.get(core).withLoad(event.argument() / 10_000.0));
        }
    }

    private void lost(@Nullable ActorState actor, long count) {
        dropped += count;
        if (actor != null && actor.status.alive()) {
            status(actor, ActorStatus.UNKNOWN);
        }
        for (ResourceState resource : resources) {
            if (resource instanceof ResourceState.Base base) {
                base.uncertain = true;
            }
        }
    }

    private void setActor(int core, int actor) {
        cores.set(core, cores.get(core).withActor(actor));
        changedCores.add(core);
    }

    private void core(int number) {
        while (cores.size() <= number) {
            changedCores.add(cores.size());
            cores.add(CoreState.IDLE);
            displaced.add(new IdLine());
        }
    }

    private ActorState actorMade(int id) {
        while (actors.size() <= id) {
            actors.add(null);
        }
        ActorState known = actors.get(id);
        if (known == null) {
            known = new ActorState(directory.actor(id));
            known.sinceNanos = timeNanos;
            actors.set(id, known);
            changed(known);
        }
        return known;
    }

    private @Nullable ResourceState resourceMade(int id) {
        while (resources.size() <= id) {
            resources.add(null);
        }
        ResourceState known = resources.get(id);
        if (known == null) {
            ResourceInfo info = directory.resource(id);
            known = switch (info.kind()) {
                case MUTEX, SEMAPHORE -> new ResourceState.Seats(info);
                case BARRIER -> new ResourceState.Gate(info);
                case QUEUE -> new ResourceState.Conveyor(info);
                case CELL -> new ResourceState.Cell(info);
                case COUNTER -> null;
            };
            resources.set(id, known);
        }
        return known;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof RunState other && events == other.events && timeNanos == other.timeNanos
                && paused == other.paused && finished == other.finished && dropped == other.dropped
                && actors.equals(other.actors) && resources.equals(other.resources) && cores.equals(other.cores)
                && displaced.equals(other.displaced);
    }

    @Override
    public int hashCode() {
        return Objects.hash(events, timeNanos);
    }
}
