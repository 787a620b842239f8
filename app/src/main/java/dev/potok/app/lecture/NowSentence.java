package dev.potok.app.lecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.IdLine;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.state.WaitForGraph;

/**
 * Says in at most two short sentences what an instant of a run is about: who waits for whom or what. A pure function of
 * the state; any thread that owns the state.
 *
 * <p>
 * The most telling comes first: lost events, a failure, a deadlock, a wait for a lock or a permit, a barrier, a queue;
 * then who does something, who is kept from it, and who waits for the end of others. Within a kind, the order is that of
 * the actors' numbers and not that of a line, so a state has one sentence and small changes change it little.
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
    private final List<String> sentences = new ArrayList<>();

    private NowSentence(RunState state, Names names, @Nullable RunResult result) {
        this.state = state;
        this.names = names;
        this.texts = names.texts();
        this.result = result;
        this.actors = state.actors();
    }

    /** The sentences for that state, never none. The result is that of the run, null while it goes on. */
    public static List<String> of(RunState state, Names names, @Nullable RunResult result) {
        return new NowSentence(state, names, result).tell();
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
        failures();
        deadlock();
        if (sentences.isEmpty() && actors.stream().noneMatch(actor -> actor.status().alive())) {
            say(texts.get(state.finished() || ended() ? "now.all-ended" : "now.nothing-started"));
        }
        waits(ResourceState.Seats.class, seats -> seats.line().size(), this::seats);
        waits(ResourceState.Gate.class, NowSentence::waiting, this::gate);
        waits(ResourceState.Conveyor.class, conveyor -> conveyor.putLine().size(), this::full);
        waits(ResourceState.Conveyor.class, conveyor -> conveyor.takeLine().size(), this::empty);
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

    private void failures() {
        for (ActorState actor : with(status -> status == ActorStatus.FAILED)) {
            if (!enough()) {
                say(texts.get("now.failed", names.of(actor.info()), failure(actor)));
            }
        }
    }

    private String failure(ActorState actor) {
        return Stream.ofNullable(result).flatMap(all -> all.failures().stream())
                .filter(failure -> failure.actor().equals(actor.info().name())).map(Failure::summary).findFirst()
                .orElse("").strip();
    }

    /** A circle that nobody can open any more is told as one; any other may have a way out that the state does not know. */
    private void deadlock() {
        var dead = new TreeSet<Long>();
        actors.stream().filter(actor -> actor.circle() != 0 && actor.status().alive())
                .forEach(actor -> dead.add((long) actor.id()));
        if (dead.isEmpty() && result != null && result.outcome() == Outcome.DEADLOCKED && state.finished()) {
            with(status -> status == ActorStatus.BLOCKED || status == ActorStatus.WAITING)
                    .forEach(actor -> dead.add((long) actor.id()));
        }
        if (!dead.isEmpty()) {
            say(texts.get(dead.size() == 1 ? "now.deadlock-self" : "now.deadlock", list(List.copyOf(dead))));
            return;
        }
        List<List<Integer>> circles = WaitForGraph.of(state).circles();
        if (!circles.isEmpty() && circles.getFirst().size() > 1) {
            say(texts.get("now.circle", list(circles.getFirst().stream().map(Integer::longValue).sorted().toList())));
        }
    }

    // ---- who waits

    /** One sentence for the resource of that type with the longest line; of equals, the one made first. */
    private <R extends ResourceState> void waits(Class<R> type, java.util.function.ToIntFunction<R> waiting,
            java.util.function.Consumer<R> tell) {
        if (enough()) {
            return;
        }
        state.resources().stream().filter(type::isInstance).map(type::cast).filter(each -> waiting.applyAsInt(each) > 0)
                .max(Comparator.comparingInt(waiting).thenComparing(each -> -each.info().id())).ifPresent(tell);
    }

    private void seats(ResourceState.Seats seats) {
        String kind = seats.info().kind().isMutex() ? "mutex" : "semaphore";
        say(texts.get(number("now." + kind + "-wait", seats.line().size()), list(ids(seats.line())),
                names.of(seats.info()), list(ids(seats.holders()))));
    }

    /** How many a gate keeps waiting; none where all have come and it is about to open. */
    private static int waiting(ResourceState.Gate gate) {
        return gate.broken() ? 1 : gate.arrived().size() < gate.info().capacity() ? gate.arrived().size() : 0;
    }

    private void gate(ResourceState.Gate gate) {
        if (gate.broken()) {
            say(texts.get("now.barrier-broken", names.of(gate.info())));
            return;
        }
        long missing = gate.info().capacity() - gate.arrived().size();
        List<Long> absent = absent(gate);
        say(texts.get("now.barrier-wait", texts.number(gate.arrived().size()), texts.number(gate.info().capacity()),
                names.of(gate.info()), absent.size() == missing ? list(absent) : texts.number(missing)));
    }

    /** Those of the same groups as have arrived who have not ended and are not there. */
    private List<Long> absent(ResourceState.Gate gate) {
        var groups = new HashSet<String>();
        for (long id : ids(gate.arrived())) {
            groups.add(state.directory().actor((int) id).group());
        }
        return actors.stream()
                .filter(actor -> groups.contains(actor.info().group()) && actor.status() != ActorStatus.FINISHED
                        && actor.status() != ActorStatus.FAILED && !gate.arrived().contains(actor.id()))
                .map(actor -> (long) actor.id()).toList();
    }

    private void full(ResourceState.Conveyor conveyor) {
        say(texts.get(number("now.queue-full", conveyor.putLine().size()), list(ids(conveyor.putLine())),
                names.of(conveyor.info())));
    }

    private void empty(ResourceState.Conveyor conveyor) {
        if (!enough()) {
            say(texts.get(number("now.queue-empty", conveyor.takeLine().size()), list(ids(conveyor.takeLine())),
                    names.of(conveyor.info())));
        }
    }

    // ---- who does something

    private void deeds() {
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
    }

    /**
     * Who computes: also those of whom it is only inferred that another has their core, for that changes many times a
     * second.
     */
    private void running() {
        List<ActorState> running = state.actors().stream().filter(actor -> actor.status() == ActorStatus.RUNNING
                || actor.status() == ActorStatus.READY && actor.inferred()).toList();
        if (running.isEmpty() || enough()) {
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
        return actors.stream().filter(actor -> status.test(actor.status())).toList();
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
