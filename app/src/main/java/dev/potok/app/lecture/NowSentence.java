package dev.potok.app.lecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.ProcessWords;
import dev.potok.app.text.Texts;
import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.IdLine;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.state.WaitForGraph;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * Says in at most two short sentences what an instant of a run is about: who waits for whom or what. A pure function of
 * the state; any thread that owns the state.
 *
 * <p>
 * The most telling comes first: lost events, a failure, a deadlock, a wait for a lock or a permit, a gate, a signal, a
 * queue; then a copy that is out of date; then who does something, who is kept from it, and who waits for the end of
 * others. Within a kind, the order is that of the actors' numbers and not that of a line, so a state has one sentence and
 * small changes change it little.
 */
public final class NowSentence {
    private static final int MOST_SENTENCES = 2;
    /** Names told one by one; further ones are counted. */
    private static final int MOST_NAMES = 3;

    private final RunState state;
    private final Names names;
    private final Texts texts;
    private final @Nullable RunResult result;
    private final List<ActorState> actors;
    private final List<ResourceState> resources;
    private final List<String> sentences = new ArrayList<>();

    private NowSentence(RunState state, Names names, @Nullable RunResult result) {
        this.state = state;
        this.names = names;
        this.texts = names.texts();
        this.result = result;
        this.actors = state.actors();
        this.resources = state.resources();
    }

    /** The sentences for that state, never none. The result is that of the run, null while it goes on. */
    public static List<String> of(RunState state, Names names, @Nullable RunResult result) {
        return new NowSentence(state, names, result).tell();
    }

    /** Whether somebody is in a closed circle of waits then, so that the sentences are about that. */
    public static boolean deadlocked(RunState state) {
        return state.circles() > 0 && state.actors().stream().anyMatch(NowSentence::caught);
    }

    private static boolean caught(ActorState actor) {
        return actor.circle() > 0 && (actor.waitingOn() != 0 || actor.joining() != 0);
    }

    private List<String> tell() {
        if (actors.isEmpty()) {
            return List.of(texts.get("now.nothing-started"));
        }
        if (actors.stream().anyMatch(actor -> actor.status() == ActorStatus.UNKNOWN)) {
            say(texts.get("now.events-lost", texts.number(state.dropped())));
        }
        RunResult came = result;
        if (came != null && came.outcome() == Outcome.STOPPED && state.finished()) {
            return List.of(texts.get("now.stopped"));
        }
        orphans();
        killed();
        failures();
        deadlock();
        if (sentences.isEmpty() && actors.stream().noneMatch(actor -> actor.status().alive())) {
            say(texts.get(state.finished() || ended() ? "now.all-ended" : "now.nothing-started"));
        }
        waits();
        copies();
        deeds();
        return List.copyOf(sentences.subList(0, Math.min(MOST_SENTENCES, sentences.size())));
    }

    private boolean ended() {
        return actors.stream().noneMatch(actor -> actor.status() == ActorStatus.CREATED);
    }

    private void say(String sentence) {
        sentences.add(sentence);
    }

    private boolean enough() {
        return sentences.size() >= MOST_SENTENCES;
    }

    // ---- what went wrong

    /** What nobody will have any more since whoever held it died, and a pool that a worker took with it. */
    private void orphans() {
        for (ResourceState resource : resources) {
            ActorState dead = state.actor(resource.orphanedBy());
            if (!enough() && dead != null) {
                say(texts.get("now.orphaned", names.of(resource.info()), names.of(dead.info())));
            }
            if (!enough() && resource instanceof ResourceState.Desk desk && desk.broken()) {
                say(texts.get("now.pool-broken", names.of(desk.info()), texts.number(desk.cancelled())));
            }
        }
    }

    private void killed() {
        for (ActorState actor : with(status -> status == ActorStatus.KILLED)) {
            if (!enough() && actor.killedBy() != 0) {
                say(texts.get("now.killed", names.of(actor.info()), ProcessWords.signal(actor.killedBy())));
            }
        }
    }

    private void failures() {
        for (ActorState actor : with(status -> status == ActorStatus.FAILED)) {
            String why = failure(actor);
            if (!enough()) {
                say(actor.exitCode() > 0 && why.isEmpty()
                        ? texts.get("now.exited", names.of(actor.info()), Integer.toString(actor.exitCode()))
                        : why.isEmpty() ? texts.get("now.failed-somehow", names.of(actor.info()))
                                : texts.get("now.failed", names.of(actor.info()), why));
            }
        }
        for (ResourceState resource : resources) {
            if (!enough() && resource instanceof ResourceState.Family family && !family.left()) {
                List<Long> failed = members(family, Scope.State.FAILED);
                List<Long> running = members(family, Scope.State.RUNNING);
                if (!failed.isEmpty()) {
                    say(running.isEmpty()
                            ? texts.get("now.subtask-failed", list(failed), names.of(family.info()))
                            : texts.get("now.subtask-failed-others", list(failed), names.of(family.info()),
                                    list(running)));
                }
            }
        }
    }

    private String failure(ActorState actor) {
        return Stream.ofNullable(result).flatMap(all -> all.failures().stream())
                .filter(failure -> failure.actor().equals(actor.info().name())).map(Failure::summary).findFirst()
                .orElse("").strip();
    }

    /**
     * A closed circle of waits: a found one, which nobody can open any more, is told as a deadlock; of any other only what
     * is so, since a wait may have a time-out.
     */
    private void deadlock() {
        List<List<Integer>> circles = WaitForGraph.of(state).circles();
        List<ActorState> circle = members(circles.stream().filter(this::found).findFirst()
                .or(() -> circles.stream().filter(each -> each.size() > 1).findFirst()).orElse(List.of()));
        if (circle.size() == 1) {
            ActorState alone = circle.getFirst();
            say(texts.get("now.deadlock-self", names.of(alone.info()), nameOf(alone.waitingOn())));
        } else if (circle.size() == 2) {
            say(member(circle.get(0), circle.get(1)));
            say(member(circle.get(1), circle.get(0)));
        } else if (!circle.isEmpty()) {
            say(texts.get(caught(circle.getFirst()) ? "now.deadlock" : "now.circle",
                    list(circle.stream().map(actor -> (long) actor.id()).sorted().toList())));
            say(member(circle.getFirst(), circle.getLast()));
        } else if (result != null && result.outcome() == Outcome.DEADLOCKED && state.finished()) {
            List<ActorState> stuck = with(status -> status == ActorStatus.BLOCKED || status == ActorStatus.WAITING);
            if (!stuck.isEmpty()) {
                say(texts.get(number("now.stuck", stuck.size()), list(idsOf(stuck))));
            }
        }
    }

    private boolean found(List<Integer> circle) {
        ActorState first = state.actor(circle.getFirst());
        return first != null && caught(first);
    }

    private List<ActorState> members(List<Integer> circle) {
        var members = new ArrayList<ActorState>();
        for (int id : circle) {
            ActorState member = state.actor(id);
            if (member != null) {
                members.add(member);
            }
        }
        return members;
    }

    /** What a member of a circle holds that the one before it waits for, and what it waits for itself. */
    private String member(ActorState member, ActorState before) {
        String who = names.of(member.info());
        boolean joined = before.joining() == member.id()
                || state.resource(before.waitingOn()) instanceof ResourceState.Family;
        if (member.joining() != 0) {
            String other = names.of(state.directory().actor(member.joining()));
            return joined ? texts.get("now.join", who, other)
                    : texts.get("now.deadlock-joins", who, nameOf(before.waitingOn()), other);
        }
        return joined ? texts.get("now.deadlock-waits", who, nameOf(member.waitingOn()))
                : texts.get("now.deadlock-member", who, nameOf(before.waitingOn()), nameOf(member.waitingOn()));
    }

    // ---- who waits

    private void waits() {
        longest(ResourceState.Seats.class, seats -> seats.line().size(), this::seats);
        longest(ResourceState.Room.class, room -> room.line().size(), this::room);
        longest(ResourceState.Gate.class, NowSentence::waiting, this::gate);
        longest(ResourceState.Latch.class, latch -> latch.line().size(),
                latch -> say(texts.get(number("now.latch-wait", latch.line().size()), list(ids(latch.line())),
                        names.of(latch.info()), texts.number(latch.count()))));
        longest(ResourceState.Lamp.class, lamp -> lamp.line().size(),
                lamp -> say(texts.get(number("now.lamp-wait", lamp.line().size()), list(ids(lamp.line())),
                        names.of(lamp.info()))));
        longest(ResourceState.Lounge.class, lounge -> lounge.line().size(),
                lounge -> say(texts.get(number("now.signal-wait", lounge.line().size()), list(ids(lounge.line())),
                        names.of(lounge.info()), nameOf(lounge.info().partOf()))));
        longest(ResourceState.Desk.class, desk -> desk.line().size(),
                desk -> say(texts.get(number("now.results-wait", desk.line().size()), list(ids(desk.line())),
                        names.of(desk.info()), texts.number(desk.done() + desk.failed()),
                        texts.number(desk.submitted()))));
        longest(ResourceState.Tube.class, tube -> tube.line().size(), this::pipe);
        longest(ResourceState.Conveyor.class, conveyor -> conveyor.putLine().size(), this::full);
        longest(ResourceState.Conveyor.class, conveyor -> ofPool(conveyor) ? 0 : conveyor.takeLine().size(),
                conveyor -> say(texts.get(number("now.queue-empty", conveyor.takeLine().size()),
                        list(ids(conveyor.takeLine())), names.of(conveyor.info()))));
        longest(ResourceState.Conveyor.class, conveyor -> conveyor.joinLine().size(),
                conveyor -> say(texts.get(number("now.tasks-wait", conveyor.joinLine().size()),
                        list(ids(conveyor.joinLine())), names.of(conveyor.info()),
                        texts.number(conveyor.puts() - conveyor.done()))));
        longest(ResourceState.Table.class, table -> table.line().size(),
                table -> say(texts.get(number("now.partner-wait", table.line().size()), list(ids(table.line())),
                        names.of(table.info()))));
        longest(ResourceState.Family.class, ResourceState::waiting,
                family -> say(texts.get("now.scope-wait", list(List.of((long) family.owner())), names.of(family.info()),
                        list(members(family, Scope.State.RUNNING)))));
    }

    /** One sentence for the resource of that type with the longest line; of equals, the one made first. */
    private <R extends ResourceState> void longest(Class<R> type, ToIntFunction<R> waiting, Consumer<R> tell) {
        if (enough()) {
            return;
        }
        resources.stream().filter(type::isInstance).map(type::cast).filter(each -> waiting.applyAsInt(each) > 0)
                .max(Comparator.comparingInt(waiting).thenComparing(each -> -each.info().id())).ifPresent(tell);
    }

    private void seats(ResourceState.Seats seats) {
        String who = list(ids(seats.line()));
        String what = names.of(seats.info());
        int count = seats.line().size();
        boolean mutex = seats.info().kind().isMutex();
        if (seats.holders().isEmpty()) {
            say(texts.get(number("now.free-wait", count), who, what));
        } else if (mutex && seats.depth() > 1) {
            say(texts.get(number("now.reentrant-wait", count), who, what, list(ids(seats.holders())),
                    texts.count(seats.depth(), "times")));
        } else {
            say(texts.get(number(mutex ? "now.mutex-wait" : "now.semaphore-wait", count), who, what,
                    list(ids(seats.holders()))));
        }
    }

    /** Of those who wait for a read-write lock, those who want the same as the first. */
    private void room(ResourceState.Room room) {
        boolean write = room.waitsToWrite(0);
        var waiting = new TreeSet<Long>();
        var ahead = new TreeSet<Long>();
        for (int place = 0; place < room.line().size(); place++) {
            (room.waitsToWrite(place) == write ? waiting : ahead).add(room.line().get(place));
        }
        String what = names.of(room.info());
        List<Long> inside = ids(room.writers().isEmpty() ? room.readers() : room.writers());
        String key = inside.isEmpty() ? "now.free-wait"
                : write ? room.writers().isEmpty() ? "now.write-wait-reading" : "now.write-wait-writing"
                        : room.writers().isEmpty() ? "now.read-wait-reading" : "now.read-wait-writing";
        String who = list(List.copyOf(waiting));
        say(inside.isEmpty() ? texts.get(number(key, waiting.size()), who, what)
                : texts.get(number(key, waiting.size()), who, what, list(inside)));
        if (!enough() && write && !ahead.isEmpty() && room.writers().isEmpty()) {
            // Nobody writes, and yet they do not get in: a writer stands before them.
            say(texts.get(number("now.read-wait-behind", ahead.size()), list(List.copyOf(ahead)), what,
                    list(List.of(room.line().get(0)))));
        }
    }

    /** How many a gate keeps waiting; none where all have come and it is about to open. */
    private static int waiting(ResourceState.Gate gate) {
        return gate.broken() ? 1
                : gate.line().isEmpty() ? 0 : gate.arrived().size() < gate.parties() ? gate.line().size() : 0;
    }

    private void gate(ResourceState.Gate gate) {
        if (gate.broken()) {
            say(texts.get("now.barrier-broken", names.of(gate.info())));
            return;
        }
        long missing = gate.parties() - gate.arrived().size();
        List<Long> absent = absent(gate);
        String who = absent.size() == missing ? list(absent) : texts.number(missing);
        if (gate.info().kind() == ResourceKind.PHASER) {
            say(texts.get("now.phaser-wait", texts.number(gate.arrived().size()), texts.number(gate.parties()),
                    names.of(gate.info()), who, texts.number(gate.round())));
        } else {
            say(texts.get("now.barrier-wait", texts.number(gate.arrived().size()), texts.number(gate.parties()),
                    names.of(gate.info()), who));
        }
    }

    /** Those of the same groups as have arrived who have not ended, may still come and are not there. */
    private List<Long> absent(ResourceState.Gate gate) {
        var groups = new HashSet<String>();
        var notExpected = new HashSet<>(ids(gate.arrived()));
        for (long id : notExpected) {
            groups.add(state.directory().actor((int) id).group());
        }
        notExpected.addAll(ids(gate.gone()));
        return actors.stream()
                .filter(actor -> groups.contains(actor.info().group()) && actor.status() != ActorStatus.FINISHED
                        && actor.status() != ActorStatus.FAILED && actor.status() != ActorStatus.KILLED
                        && !notExpected.contains((long) actor.id()))
                .map(actor -> (long) actor.id()).toList();
    }

    private void full(ResourceState.Conveyor conveyor) {
        boolean hands = conveyor.info().kind() == ResourceKind.TRANSFER_QUEUE;
        say(texts.get(number(hands ? "now.taker-wait" : "now.queue-full", conveyor.putLine().size()),
                list(ids(conveyor.putLine())), names.of(conveyor.info())));
    }

    /** Whether only the workers of a pool wait there, which is nothing to tell by itself. */
    private static boolean ofPool(ResourceState.Conveyor conveyor) {
        return conveyor.info().partOf() != 0;
    }

    /** Of those who wait at a pipe, those who want what the first wants: a message, or room for one. */
    private void pipe(ResourceState.Tube tube) {
        var forMessage = new ArrayList<Long>();
        var forRoom = new ArrayList<Long>();
        for (int place = 0; place < tube.line().size(); place++) {
            long who = tube.line().get(place);
            boolean first = tube.user(true) == who;
            boolean comes = false;
            for (int i = 0; i < tube.messages().size(); i++) {
                comes |= tube.messages().get(i) % 2 == 0 != first;
            }
            (comes ? forRoom : forMessage).add(who);
        }
        List<Long> told = forMessage.isEmpty() ? forRoom : forMessage;
        say(texts.get(number(forMessage.isEmpty() ? "now.pipe-full" : "now.pipe-empty", told.size()), list(told),
                names.of(tube.info())));
    }

    private void pools() {
        for (ResourceState resource : resources) {
            if (!enough() && resource instanceof ResourceState.Desk desk && !desk.broken()) {
                var busy = new ArrayList<Long>();
                for (int place = 0; place < desk.workers().size(); place++) {
                    if (desk.doing(place) != 0) {
                        busy.add(desk.workers().get(place));
                    }
                }
                if (!busy.isEmpty()) {
                    say(texts.get("now.pool", names.of(desk.info()), list(List.copyOf(new TreeSet<>(busy))),
                            texts.number(desk.tasks().size())));
                }
            }
        }
    }

    /** Processes that are on their way: their actors have not begun. */
    private void starting() {
        List<ActorState> starting = with(status -> status == ActorStatus.CREATED).stream()
                .filter(actor -> actor.pid() != 0 && actor.exitCode() < 0).toList();
        plain("now.starting", starting);
    }

    private void exited() {
        for (ActorState actor : with(status -> status == ActorStatus.FINISHED)) {
            if (!enough() && actor.exitCode() >= 0) {
                say(texts.get("now.exited", names.of(actor.info()), Integer.toString(actor.exitCode())));
            }
        }
    }

    private static List<Long> members(ResourceState.Family family, Scope.State wanted) {
        var found = new TreeSet<Long>();
        for (int place = 0; place < family.members().size(); place++) {
            if (family.state(place) == wanted) {
                found.add(family.members().get(place));
            }
        }
        return List.copyOf(found);
    }

    // ---- what is read

    private void copies() {
        for (ResourceState resource : resources) {
            if (!enough() && resource instanceof ResourceState.Cell cell) {
                stale(cell);
            }
        }
        longest(ResourceState.Room.class, room -> room.optimists().size(), room -> {
            List<Long> who = ids(room.optimists());
            say(room.writers().isEmpty()
                    ? texts.get(number("now.optimists", who.size()), list(who), names.of(room.info()))
                    : texts.get(number("now.optimists-in-vain", who.size()), list(who), names.of(room.info()),
                            list(ids(room.writers()))));
        });
    }

    /**
     * A copy that is no longer the value, in the hands of one who can store it: of the group of the last writer, for whoever
     * never writes may well read an old value, and not waiting for anything, for what follows a wait is often another look.
     */
    private void stale(ResourceState.Cell cell) {
        ActorState writer = state.actor(cell.writer());
        if (writer == null) {
            return;
        }
        for (int place = 0; place < cell.copyHolders().size(); place++) {
            ActorState holder = state.actor(cell.copyHolders().get(place));
            if (holder != null && cell.copyOf(place) != cell.value() && holder.waitingOn() == 0
                    && holder.status().alive() && holder.info().group().equals(writer.info().group())) {
                say(texts.get("now.stale-copy", names.of(holder.info()), names.of(cell.info()),
                        texts.number(cell.copyOf(place)), texts.number(cell.value())));
                return;
            }
        }
    }

    // ---- who does something

    private void deeds() {
        plain("now.idle", with(status -> status == ActorStatus.IDLE));
        starting();
        pools();
        running();
        io(with(status -> status == ActorStatus.IO));
        for (ActorState actor : with(status -> status == ActorStatus.IN_SLICE)) {
            if (!enough()) {
                say(texts.get("now.in-slice", names.of(actor.info()),
                        state.directory().text(actor.slices().get(actor.slices().size() - 1))));
            }
        }
        plain("now.out-of-slice", with(status -> status == ActorStatus.OUT_OF_SLICE));
        plain("now.sleeping", with(status -> status == ActorStatus.SLEEPING));
        plain("now.ready",
                with(status -> status == ActorStatus.READY).stream().filter(actor -> !actor.inferred()).toList());
        for (ActorState actor : with(status -> status == ActorStatus.JOINING)) {
            if (!enough()) {
                say(texts.get("now.join", names.of(actor.info()),
                        names.of(state.directory().actor(actor.joining()))));
            }
        }
        exited();
    }

    /**
     * Who computes: also those of whom it is only inferred that another has their core, for that changes many times a
     * second.
     */
    private void running() {
        List<ActorState> running = enough() ? List.of()
                : actors.stream().filter(actor -> actor.status() == ActorStatus.RUNNING
                        || actor.status() == ActorStatus.READY && actor.inferred()).toList();
        if (running.isEmpty()) {
            return;
        }
        int cores = state.cores().size();
        say(running.size() > cores && cores > 0
                ? texts.get("now.sharing", list(idsOf(running)), texts.count(cores, "cores"))
                : texts.get(number("now.running", running.size()), list(idsOf(running))));
    }

    private void io(List<ActorState> reading) {
        if (!reading.isEmpty() && !enough()) {
            say(texts.get(number("now.io", reading.size()), list(idsOf(reading)),
                    state.directory().text(reading.getFirst().ioLabel())));
        }
    }

    private void plain(String key, List<ActorState> who) {
        if (!who.isEmpty() && !enough()) {
            say(texts.get(number(key, who.size()), list(idsOf(who))));
        }
    }

    // ---- words

    private List<ActorState> with(Predicate<ActorStatus> status) {
        return enough() ? List.of() : actors.stream().filter(actor -> status.test(actor.status())).toList();
    }

    private String nameOf(int resource) {
        ResourceInfo info = state.directory().resource(resource);
        return names.of(info);
    }

    private static String number(String key, int count) {
        return count == 1 ? key : key + "-many";
    }

    private static List<Long> idsOf(List<ActorState> actors) {
        return actors.stream().map(actor -> (long) actor.id()).toList();
    }

    private static List<Long> ids(IdLine line) {
        var ids = new TreeSet<Long>();
        for (int i = 0; i < line.size(); i++) {
            ids.add(line.get(i));
        }
        return List.copyOf(ids);
    }

    private String list(List<Long> ids) {
        int shown = ids.size() == MOST_NAMES + 1 ? MOST_NAMES + 1 : Math.min(MOST_NAMES, ids.size());
        List<String> told = ids.subList(0, shown).stream()
                .map(id -> names.of(state.directory().actor(Objects.requireNonNull(id).intValue()))).toList();
        return joined(told, ids.size() - shown);
    }

    /** "a", "a and b", "a, b and c", "a, b, c and 4 more". */
    private String joined(List<String> parts, int more) {
        if (parts.isEmpty()) {
            return "–";
        }
        String text = parts.getFirst();
        for (int i = 1; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1 && more == 0;
            text = texts.get(last ? "now.and" : "now.comma", text, parts.get(i));
        }
        return more == 0 ? text : text + " " + texts.get("now.more", texts.number(more));
    }
}
