package dev.potok.app.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.potok.app.bench.Bench;
import dev.potok.simulation.bench.ProcessBench;
import dev.potok.simulation.bench.Rounds;
import dev.potok.simulation.bench.Work;

/**
 * What processes cost, beside the same work in CPython's {@code multiprocessing} with spawned processes. The two go in turn
 * (ours, theirs, theirs, ours …), each pair gives a ratio, and the medians count. Where there is no Python that can do it,
 * our figures stand alone, and a remark says why.
 *
 * <p>
 * What is counted is the same on both sides: a start, from before the process is made until it has been joined; a free
 * mutex, one call to acquire and one to release; increments, once with the starts, ours out of the warm pool since Python
 * has none, and once from when all are there until the last is done; messages, from the first one taken to the last, each
 * made anew on one side and made into an object again on the other; a round trip of 64 bytes between two processes that
 * do nothing else; a pool of two workers, from handing the tasks in until the last result is there. Our mutex, queue and
 * pipe are the raw ones, which record as little as Python's; the pool is that of a run, with all that is recorded of it.
 */
final class ProcessesBench implements Bench {
    private static final int PAIRS = 5;
    private static final String INTERPRETER = "python3";
    private static final String SCRIPT = "benches/processes.py";

    /**
     * A figure of ours and what it stands beside.
     *
     * @param name   of our figure
     * @param work   that it comes from
     * @param unit   it is shown in
     * @param scale  what it is multiplied by for that
     * @param theirs name of the figure of Python's, null if there is none
     * @param goal   what the ratio is to be, null if it only stands there
     */
    private record Row(String name, Work work, String unit, double scale, @Nullable String theirs,
            @Nullable Double goal) {
        /** Whether more is better. */
        boolean rate() {
            return unit.startsWith("/");
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row("start-warm", Work.START, "ms", 1e3, "start", 0.05),
            new Row("start-warm-gone", Work.START, "ms", 1e3, "start", null),
            new Row("start-cold", Work.START, "ms", 1e3, "start", 2.0),
            new Row("start-cold-gone", Work.START, "ms", 1e3, "start", null),
            new Row("mutex", Work.MUTEX, "ns", 1e9, "mutex", 0.2),
            new Row("mutex-recorded", Work.MUTEX, "ns", 1e9, null, null),
            new Row("increments", Work.INCREMENTS, "s", 1, "increments", 0.5),
            new Row("increments-at-work", Work.INCREMENTS, "s", 1, "increments-at-work", null),
            new Row("queue-bytes", Work.QUEUE_BYTES, "/s", 1, "queue-bytes", 20.0),
            new Row("queue-strings", Work.QUEUE_STRINGS, "/s", 1, "queue-strings", 20.0),
            new Row("queue-numbers", Work.QUEUE_NUMBERS, "/s", 1, "queue-numbers", 20.0),
            new Row("queue-objects", Work.QUEUE_OBJECTS, "/s", 1, "queue-objects", 2.0),
            new Row("pipe", Work.PIPE, "µs", 1e6, "pipe", 0.5),
            new Row("imap", Work.IMAP, "s", 1, "imap", 0.3));

    /** All figures there can be. */
    static List<String> figureNames() {
        return ROWS.stream().flatMap(row -> row.theirs == null ? Stream.of(row.name)
                : Stream.of(row.name, row.theirs + "-python", row.name + "-ratio")).distinct().toList();
    }

    private final String interpreter;
    private final int pairs;
    private final Set<Work> works;
    private final Set<Remark> remarks = new LinkedHashSet<>();

    /** With the Python that the user's path leads to. */
    ProcessesBench() {
        this(INTERPRETER, PAIRS, Set.of(Work.values()));
    }

    /** With that Python, that many pairs, and only that much of the work. */
    ProcessesBench(String interpreter, int pairs, Set<Work> works) {
        this.interpreter = interpreter;
        this.pairs = pairs;
        this.works = Set.copyOf(works);
    }

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public List<Figure> measure() throws InterruptedException {
        remarks.clear();
        try (var python = new Python(interpreter, SCRIPT); var ours = ProcessBench.open()) {
            boolean theirs = probe(python);
            if (!ours.cached()) {
                remarks.add(new Remark("no-cache", List.of()));
            }
            var figures = new ArrayList<Figure>();
            var told = new LinkedHashSet<String>();
            for (Work work : Work.values()) {
                if (works.contains(work)) {
                    Map<Row, Duel> duels = measure(work, ours, theirs ? python : null);
                    duels.forEach((row, duel) -> figures.addAll(figures(row, duel, told)));
                }
            }
            return figures;
        }
    }

    @Override
    public List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /** Whether there is a Python that can do it. */
    private boolean probe(Python python) throws InterruptedException {
        try {
            Map<String, Double> minor = python.run("probe");
            String implementation = minor.keySet().iterator().next();
            remarks.add(new Remark(implementation.equals("cpython") ? "cpython" : "other-python",
                    List.of("3." + Math.round(Objects.requireNonNull(minor.get(implementation))))));
            return true;
        } catch (PythonException unusable) {
            Remark why = unusable.remark();
            remarks.add(why.name().equals("python-failed")
                    ? new Remark("python-unusable", List.of(why.arguments().getLast())) : why);
            return false;
        }
    }

    private Map<Row, Duel> measure(Work work, ProcessBench bench, @Nullable Python python)
            throws InterruptedException {
        var duels = new LinkedHashMap<Row, Duel>();
        ROWS.stream().filter(row -> row.work == work).forEach(row -> duels.put(row, new Duel()));
        @Nullable Python other = python;
        try (Rounds rounds = bench.begin(work)) {
            for (int pair = 0; pair < pairs; pair++) {
                boolean oursFirst = pair % 2 == 0;
                Map<String, Double> ours = oursFirst ? rounds.next() : Map.of();
                Map<String, Double> theirs = Map.of();
                if (other != null) {
                    try {
                        theirs = other.run(work.id());
                    } catch (PythonException failed) {
                        remarks.add(failed.remark());
                        other = null;
                    }
                }
                if (!oursFirst) {
                    ours = rounds.next();
                }
                add(duels, ours, theirs);
            }
        }
        return duels;
    }

    private static void add(Map<Row, Duel> duels, Map<String, Double> ours, Map<String, Double> theirs) {
        duels.forEach((row, duel) -> {
            double our = Objects.requireNonNull(ours.get(row.name));
            Double their = row.theirs == null ? null : theirs.get(row.theirs);
            if (their == null) {
                duel.alone(our);
            } else {
                duel.pair(our, their);
            }
        });
    }

    /** Those of a row: ours, theirs unless that has been told, and the ratio. */
    private static List<Figure> figures(Row row, Duel duel, Set<String> told) {
        var figures = new ArrayList<Figure>();
        figures.add(Figure.beside(row.name, row.unit, duel.ours() * row.scale));
        if (duel.paired()) {
            if (told.add(Objects.requireNonNull(row.theirs))) {
                figures.add(Figure.beside(row.theirs + "-python", row.unit, duel.theirs() * row.scale));
            }
            String name = row.name + "-ratio";
            Double goal = row.goal;
            figures.add(goal == null ? Figure.beside(name, "×", duel.ratio())
                    : row.rate() ? Figure.atLeast(name, "×", duel.ratio(), goal)
                            : Figure.atMost(name, "×", duel.ratio(), goal));
        }
        return figures;
    }
}
