package dev.potok.app.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.RunState;

/** Who is at which line at an instant. Immutable. */
public final class LineActivity {
    /** What is told first where several are at one line: who does something, then who is kept from it. */
    private static final List<ActorStatus> TELLING = List.of(ActorStatus.FAILED, ActorStatus.RUNNING, ActorStatus.IO,
            ActorStatus.BLOCKED, ActorStatus.WAITING, ActorStatus.SLEEPING, ActorStatus.READY, ActorStatus.JOINING,
            ActorStatus.UNKNOWN, ActorStatus.IDLE, ActorStatus.CREATED, ActorStatus.IN_SLICE, ActorStatus.OUT_OF_SLICE,
            ActorStatus.FINISHED);
    private static final Comparator<Presence> ORDER = Comparator
            .comparingInt((Presence presence) -> TELLING.indexOf(presence.status())).thenComparingInt(Presence::actor);

    /** Nobody is anywhere. */
    public static final LineActivity NONE = new LineActivity(Map.of());

    private final Map<Integer, List<Presence>> byLine;

    private LineActivity(Map<Integer, List<Presence>> byLine) {
        this.byLine = byLine;
    }

    /**
     * An actor at a line.
     *
     * @param actor    its number
     * @param status   what it does there
     * @param inferred whether that is a conclusion
     */
    public record Presence(int actor, ActorStatus status, boolean inferred) {}

    /** Who is at which line of the Java; those who have ended are nowhere, except where one failed. */
    public static LineActivity of(RunState state) {
        var byLine = new HashMap<Integer, List<Presence>>();
        for (ActorState actor : state.actors()) {
            if (actor.line() > 0 && (actor.status().alive() || actor.status() == ActorStatus.FAILED)) {
                byLine.computeIfAbsent(actor.line(), line -> new ArrayList<>())
                        .add(new Presence(actor.id(), actor.status(), actor.inferred()));
            }
        }
        return sorted(byLine);
    }

    /** The same on the lines of the twin. */
    public LineActivity inPython(SourceMap map) {
        var there = new HashMap<Integer, List<Presence>>();
        byLine.forEach((line, presences) -> {
            for (int twin : map.pythonOf(line)) {
                there.computeIfAbsent(twin, each -> new ArrayList<>()).addAll(presences);
            }
        });
        return sorted(there);
    }

    private static LineActivity sorted(Map<Integer, List<Presence>> byLine) {
        byLine.replaceAll((line, presences) -> presences.stream().distinct().sorted(ORDER).toList());
        return new LineActivity(byLine);
    }

    /** Who is at that line, the most telling first. */
    public List<Presence> at(int line) {
        return byLine.getOrDefault(line, List.of());
    }

    /** The lines at which somebody does more than wait for others to end, in order; else any line with somebody. */
    public List<Integer> busyLines() {
        List<Integer> busy = byLine.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(each -> each.status() != ActorStatus.JOINING))
                .map(Map.Entry::getKey).sorted().toList();
        return busy.isEmpty() ? byLine.keySet().stream().sorted().toList() : busy;
    }

    /** The lines to which actors have come since {@code before} because somebody told them to, in order. */
    public List<Integer> toldLines(LineActivity before) {
        var idle = new HashMap<Integer, Boolean>();
        before.byLine.values().forEach(presences -> presences.forEach(
                each -> idle.put(each.actor(), each.status() == ActorStatus.IDLE)));
        return byLine.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(each -> idle.containsKey(each.actor())
                        && (idle.get(each.actor()) || each.status() == ActorStatus.IDLE)
                        && before.at(entry.getKey()).stream().noneMatch(was -> was.actor() == each.actor())))
                .map(Map.Entry::getKey).sorted().toList();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof LineActivity other && byLine.equals(other.byLine);
    }

    @Override
    public int hashCode() {
        return byLine.hashCode();
    }
}
