package dev.potok.simulation.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.WaitSide;

/**
 * The state of a whole run at an instant, folded from all events up to it. Confined to one thread; a {@link #copy()} may
 * go to another.
 */
public final class RunState {
    /** Nobody enters more often at once; a file may say anything. */
    private static final int MOST_AT_ONCE = 10_000;

    private final Directory directory;
    private final List<@Nullable ActorState> actors = new ArrayList<>();
    private final List<@Nullable ResourceState> resources = new ArrayList<>();
    private final List<CoreState> cores = new ArrayList<>();
    private long events;
    private long timeNanos;
    private boolean paused;
    private boolean finished;
    private long dropped;
    private int circles;
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

    /** How many closed circles of waits have been found up to then; they are numbered from 1. */
    public int circles() {
        return circles;
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
        copy.circles = circles;
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
            if (actor.status == ActorStatus.UNKNOWN && event.kind() != EventKind.DROPPED
                    && event.kind() != EventKind.MEMORY) {
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
            case ACTOR_FINISHED -> ended(actor, ActorStatus.FINISHED);
            case ACTOR_FAILED -> ended(actor, ActorStatus.FAILED);
            case DEADLOCKED -> {
                actor.circle = (int) argument;
                circles = Math.max(circles, actor.circle);
                changed(actor);
            }
            case MOUNTED -> {
                actor.carrier = (int) argument;
                if (resource instanceof ResourceState.Seats carriers) {
                    carriers.holders.add(actor.id());
                }
            }
            case UNMOUNTED -> {
                actor.carrier = 0;
                if (resource instanceof ResourceState.Seats carriers) {
                    carriers.holders.remove(actor.id());
                }
            }
            case IDLE -> status(actor, ActorStatus.IDLE);
            case TOLD -> status(actor, ActorStatus.RUNNING);
            case WAIT_BEGUN -> waitBegun(actor, resource, (int) argument);
            case WAIT_ENDED -> {
                leaveLine(actor);
                actor.joining = 0;
                if (actor.status.alive()) { // the dead are taken out of their lines, too
                    status(actor, ActorStatus.RUNNING);
                }
            }
            case ACQUIRED -> {
                granted(actor, event.resource());
                acquired(actor, event.resource(), resource, argument);
            }
            case RELEASED -> released(actor, event.resource(), resource, argument);
            case OPTIMISTIC_READ -> {
                if (resource instanceof ResourceState.Room room && argument != 0
                        && !room.optimists.contains(actor.id())) {
                    room.optimists.add(actor.id());
                }
            }
            case VALIDATED -> {
                if (resource instanceof ResourceState.Room room) {
                    room.optimists.remove(actor.id());
                    putDown(actor);
                    room.validations++;
                    room.failedValidations += argument == 0 ? 1 : 0;
                }
            }
            case RANKED -> {
                if (resource instanceof ResourceState.Conveyor conveyor) {
                    conveyor.nextRank = argument;
                }
            }
            case PUT -> {
                granted(actor, event.resource());
                if (resource instanceof ResourceState.Conveyor conveyor) {
                    conveyor.enter(argument, actor.id());
                }
            }
            case TAKEN -> {
                granted(actor, event.resource());
                if (resource instanceof ResourceState.Conveyor conveyor) {
                    conveyor.leave(argument);
                    conveyor.takes++;
                }
            }
            case HANDED_OVER -> granted(actor, event.resource());
            case WITHDRAWN -> {
                switch (resource) {
                    case ResourceState.Conveyor conveyor -> conveyor.leave(argument);
                    case ResourceState.Table table -> table.offered = 0;
                    case null, default -> {
                        // Nothing lies there.
                    }
                }
            }
            case TASK_DONE -> {
                if (resource instanceof ResourceState.Conveyor conveyor) {
                    conveyor.done++;
                    if (argument == 0) {
                        letGo(conveyor.joinLine);
                    }
                }
            }
            case OFFERED -> {
                if (resource instanceof ResourceState.Table table) {
                    table.offered = argument;
                }
            }
            case EXCHANGED -> {
                boolean waited = actor.waitingOn == event.resource();
                granted(actor, event.resource());
                if (resource instanceof ResourceState.Table table) {
                    table.offered = 0;
                    if (waited) {
                        table.swaps++;
                        table.first = actor.id();
                    } else {
                        table.second = actor.id();
                    }
                }
            }
            case SET -> {
                if (resource instanceof ResourceState.Lamp lamp) {
                    lamp.on = true;
                    lamp.changedNanos = timeNanos;
                    letGo(lamp.line);
                }
            }
            case CLEARED -> {
                if (resource instanceof ResourceState.Lamp lamp) {
                    lamp.on = false;
                    lamp.changedNanos = timeNanos;
                }
            }
            case NOTIFIED -> {
                if (resource instanceof ResourceState.Lounge lounge) {
                    lounge.signals++;
                    lounge.lostSignals += argument == 0 ? 1 : 0;
                }
            }
            case COUNTED_DOWN -> {
                if (resource instanceof ResourceState.Latch latch) {
                    latch.count = argument;
                    if (argument == 0) {
                        latch.openedNanos = timeNanos;
                        letGo(latch.line);
                    }
                }
            }
            case REGISTERED, DEREGISTERED -> {
                if (resource instanceof ResourceState.Gate gate) {
                    gate.parties = argument;
                    gate.gone.remove(actor.id());
                    if (event.kind() == EventKind.DEREGISTERED) {
                        gate.gone.add(actor.id());
                    }
                }
            }
            case FORKED -> {
                if (resource instanceof ResourceState.Family family) {
                    family.owner = actor.id();
                    family.members.add(argument);
                    family.states.add(Scope.State.RUNNING.ordinal());
                }
            }
            case SUBTASK_ENDED -> subtaskEnded(actor, resource, argument);
            case SCOPE_LEFT -> {
                if (resource instanceof ResourceState.Family family) {
                    family.left = true;
                }
            }
            case CLOSED -> {
                if (resource instanceof ResourceState.Desk desk) {
                    desk.closed = true;
                }
                if (resource instanceof ResourceState.Tube tube) {
                    tube.closed = true;
                    letGo(tube.line);
                }
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
                    letGo(gate.line);
                    gate.arrived.clear();
                    gate.openedNanos = timeNanos;
                    gate.round = argument + 1;
                }
            }
            case MENDED -> {
                if (resource instanceof ResourceState.Gate gate) {
                    gate.broken = false;
                    gate.round = argument;
                }
            }
            case BROKEN -> {
                if (resource instanceof ResourceState.Desk desk) {
                    desk.broken = true;
                }
                if (resource instanceof ResourceState.Gate gate) {
                    gate.broken = true;
                    letGo(gate.line);
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
                if (resource instanceof ResourceState.Row row) {
                    row.write(argument, actor.id());
                }
                if (resource instanceof ResourceState.Cell cell) {
                    cell.previous = cell.value;
                    cell.value = argument;
                    cell.writer = actor.id();
                    cell.drop(actor.id());
                }
            }
            case LOADED -> {
                if (resource instanceof ResourceState.Cell cell) {
                    cell.take(actor.id(), argument);
                }
            }
            case CAS_FAILED -> {
                if (resource instanceof ResourceState.Cell cell) {
                    cell.failures++;
                    cell.drop(actor.id());
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
            case SENT -> {
                granted(actor, event.resource());
                if (resource instanceof ResourceState.Tube tube) {
                    tube.used(argument % 2 == 0, actor.id());
                    tube.messages.add(argument);
                    // Whoever sends has made bytes of it just before.
                    tube.bytes.add(actor.copyThrough == event.resource() ? Math.max(0, actor.copyBytes) : 0);
                }
            }
            case RECEIVED -> {
                granted(actor, event.resource());
                if (resource instanceof ResourceState.Tube tube) {
                    tube.used(argument % 2 != 0, actor.id());
                    tube.arrive(argument);
                }
            }
            case ELEMENT -> {
                if (resource instanceof ResourceState.Row row) {
                    row.next = (int) argument;
                }
            }
            case SERIALIZED, DESERIALIZED -> {
                actor.copyBytes = event.kind() == EventKind.SERIALIZED ? argument : -argument;
                actor.copyThrough = event.resource();
                actor.copyNanos = timeNanos;
                changed(actor);
            }
            case PROCESS_STARTED -> {
                actor.pid = argument;
                changed(actor);
            }
            case PROCESS_EXITED -> {
                actor.exitCode = (int) argument;
                if (actor.status.alive() || actor.status == ActorStatus.CREATED) {
                    ended(actor, argument == 0 ? ActorStatus.FINISHED : ActorStatus.FAILED);
                }
                endInside(actor, ActorStatus.FINISHED);
                changed(actor);
            }
            case PROCESS_KILLED -> killed(actor, (int) argument);
            case MEMORY -> actor.memoryBytes = argument;
            case OWNER_DIED -> ownerDied(actor, event.resource(), resource);
            case TASK_SUBMITTED -> {
                if (resource instanceof ResourceState.Desk desk) {
                    desk.submitted++;
                    desk.tasks.add(argument);
                }
            }
            case TASK_STARTED -> {
                granted(actor, event.resource());
                if (resource instanceof ResourceState.Desk desk) {
                    desk.work(actor.id(), argument);
                }
            }
            case TASK_ENDED -> {
                if (resource instanceof ResourceState.Desk desk) {
                    desk.done++;
                    desk.end(actor.id(), argument);
                }
            }
            case TASK_FAILED -> {
                if (resource instanceof ResourceState.Desk desk) {
                    desk.failed++;
                    desk.end(actor.id(), argument);
                }
            }
            case TASK_CANCELLED -> {
                if (resource instanceof ResourceState.Desk desk) {
                    desk.cancelled++;
                    desk.tasks.remove(argument);
                }
            }
            case WORKER_JOINED -> {
                if (resource instanceof ResourceState.Desk desk) {
                    desk.join(actor.id());
                }
            }
            case WORKER_LEFT -> {
                if (resource instanceof ResourceState.Desk desk) {
                    desk.leave(actor.id());
                }
            }
            case ACTOR_CREATED, RESOURCE_CREATED, PASSED, PRINTED, WORKING, INTERRUPTED, SIGNALLED, RUN_STARTED,
                    RUN_FINISHED, RUN_PAUSED, RUN_RESUMED, COUNTER, DROPPED -> {
                // Nothing beyond what all events do.
            }
        }
    }

    private void acquired(ActorState actor, int id, @Nullable ResourceState resource, long argument) {
        switch (resource) {
            case ResourceState.Seats seats -> {
                // One that comes back from a condition enters as often as it had before.
                for (int i = 0; i < Math.clamp(argument, 1, MOST_AT_ONCE); i++) {
                    seats.holders.add(actor.id());
                    actor.holding.add(id);
                }
            }
            case ResourceState.Room room -> {
                room.optimists.remove(actor.id());
                room.holders(argument).add(actor.id());
                actor.holding.add(id);
            }
            case null, default -> actor.holding.add(id);
        }
    }

    private void released(ActorState actor, int id, @Nullable ResourceState resource, long argument) {
        switch (resource) {
            case ResourceState.Seats seats -> {
                for (int i = 0; i < Math.clamp(argument, 1, MOST_AT_ONCE); i++) {
                    // A semaphore's permit may be given back by another than took it: then the oldest is free again.
                    if (!seats.holders.remove(actor.id()) && !seats.holders.isEmpty()) {
                        ActorState oldest = actor(seats.holders.get(0));
                        seats.holders.removeAt(0);
                        if (oldest != null) {
                            oldest.holding.remove(id);
                            changed(oldest);
                        }
                    }
                    actor.holding.remove(id);
                }
            }
            case ResourceState.Room room -> {
                room.holders(argument).remove(actor.id());
                actor.holding.remove(id);
            }
            case null, default -> actor.holding.remove(id);
        }
        if (actor.holding.isEmpty()) {
            putDown(actor);
        }
        changed(actor);
    }

    /**
     * What the actor has copied is not carried beyond the last lock it held, or the validation of what it read without
     * one: one who reads is done with it then.
     */
    private void putDown(ActorState actor) {
        for (ResourceState resource : resources) {
            if (resource instanceof ResourceState.Cell cell) {
                cell.drop(actor.id());
            }
        }
    }

    /** A signal ended its process: it, and the threads in it, stand nowhere any more. */
    private void killed(ActorState actor, int signal) {
        actor.killedBy = signal;
        changed(actor);
        ended(actor, ActorStatus.KILLED);
        endInside(actor, ActorStatus.KILLED);
    }

    /** A process is gone: so are the threads in it, and it works nowhere. */
    private void endInside(ActorState actor, ActorStatus status) {
        for (ActorState each : actors) {
            if (each != null && each.info().parent() == actor.id() && each.status.alive()) {
                ended(each, status);
            }
        }
        for (ResourceState resource : resources) {
            if (resource instanceof ResourceState.Desk desk) {
                desk.leave(actor.id());
            }
        }
    }

    /** Whoever held it is gone: nobody has it, and nobody will. */
    private void ownerDied(ActorState dead, int id, @Nullable ResourceState resource) {
        if (resource instanceof ResourceState.Base base) {
            base.orphanedBy = dead.id();
        }
        if (resource instanceof ResourceState.Seats seats) {
            while (seats.holders.remove(dead.id())) {
                dead.holding.remove(id);
            }
        }
        changed(dead);
    }

    private void subtaskEnded(ActorState actor, @Nullable ResourceState resource, long argument) {
        if (resource instanceof ResourceState.Family family) {
            int place = family.members.indexOf(actor.id());
            if (place >= 0 && argument >= 0 && argument < Scope.State.values().length) {
                family.states.set(place, argument);
            }
            ActorState owner = actor(family.owner);
            if (owner != null && owner.waitingOn == resource.info().id()
                    && family.count(Scope.State.RUNNING) == 0) {
                leaveLine(owner);
                status(owner, ActorStatus.READY);
            }
        }
    }

    /** An actor is over: what it had copied goes with it. */
    private void ended(ActorState actor, ActorStatus status) {
        if (actor.waitingOn != 0) {
            leaveLine(actor); // one that was let go without what it waited for
        }
        status(actor, status);
        putDown(actor);
    }

    private void waitBegun(ActorState actor, @Nullable ResourceState resource, int side) {
        if (resource == null) {
            return;
        }
        leaveLine(actor); // a signal moves it from one line to another
        wait(actor, resource.info().id());
        switch (resource) {
            case ResourceState.Seats seats -> seats.line.add(actor.id());
            case ResourceState.Room room -> {
                room.line.add(actor.id());
                room.sides.add(side);
            }
            case ResourceState.Conveyor conveyor -> lineOf(conveyor, side).add(actor.id());
            case ResourceState.Lounge lounge -> lounge.line.add(actor.id());
            case ResourceState.Lamp lamp -> lamp.line.add(actor.id());
            case ResourceState.Latch latch -> latch.line.add(actor.id());
            case ResourceState.Table table -> table.line.add(actor.id());
            case ResourceState.Gate gate -> gate.line.add(actor.id());
            case ResourceState.Tube tube -> {
                tube.line.add(actor.id());
                tube.used(side == WaitSide.PUT.ordinal() || side == WaitSide.TAKE.ordinal(), actor.id());
            }
            case ResourceState.Desk desk -> desk.line.add(actor.id());
            case ResourceState.Cell ignored -> {
                // Nobody waits for a value.
            }
            case ResourceState.Row ignored -> {
                // Nor for several.
            }
            case ResourceState.Family ignored -> {
                // Nobody but its owner waits there.
            }
        }
        status(actor, resource.info().kind().isLock() ? ActorStatus.BLOCKED : ActorStatus.WAITING);
    }

    private static IdLine lineOf(ResourceState.Conveyor conveyor, int side) {
        return side == WaitSide.PUT.ordinal() ? conveyor.putLine
                : side == WaitSide.JOIN.ordinal() ? conveyor.joinLine : conveyor.takeLine;
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
        int id = actor.id();
        switch (resource(actor.waitingOn)) {
            case ResourceState.Seats seats -> seats.line.remove(id);
            case ResourceState.Room room -> room.leave(id);
            case ResourceState.Conveyor conveyor -> {
                conveyor.putLine.remove(id);
                conveyor.takeLine.remove(id);
                conveyor.joinLine.remove(id);
            }
            case ResourceState.Lounge lounge -> lounge.line.remove(id);
            case ResourceState.Lamp lamp -> lamp.line.remove(id);
            case ResourceState.Latch latch -> latch.line.remove(id);
            case ResourceState.Table table -> table.line.remove(id);
            case ResourceState.Gate gate -> gate.line.remove(id);
            case ResourceState.Tube tube -> tube.line.remove(id);
            case ResourceState.Desk desk -> desk.line.remove(id);
            case null, default -> {
                // Nobody stands in a line there.
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
                case MUTEX, REENTRANT_MUTEX, SEMAPHORE, CARRIERS -> new ResourceState.Seats(info);
                case READ_WRITE_LOCK, STAMPED_LOCK -> new ResourceState.Room(info);
                case CONDITION -> new ResourceState.Lounge(info);
                case EVENT -> new ResourceState.Lamp(info);
                case LATCH -> new ResourceState.Latch(info);
                case BARRIER, PHASER -> new ResourceState.Gate(info);
                case EXCHANGER -> new ResourceState.Table(info);
                case QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE -> new ResourceState.Conveyor(info);
                case CELL, VARIABLE, ATOMIC -> new ResourceState.Cell(info);
                case SCOPE -> new ResourceState.Family(info);
                case PIPE -> new ResourceState.Tube(info);
                case ARRAY -> new ResourceState.Row(info);
                case POOL -> new ResourceState.Desk(info);
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
                && circles == other.circles
                && actors.equals(other.actors) && resources.equals(other.resources) && cores.equals(other.cores)
                && displaced.equals(other.displaced);
    }

    @Override
    public int hashCode() {
        return Objects.hash(events, timeNanos);
    }
}
