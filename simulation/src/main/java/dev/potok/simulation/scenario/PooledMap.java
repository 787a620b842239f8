package dev.potok.simulation.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import dev.potok.simulation.environment.AtomicCounter;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Pool;
import dev.potok.simulation.environment.ResultRow;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;

/** A pool does the same with each of many numbers; with processes or with threads behind it, the code is this. */
public final class PooledMap implements Scenario {
    private final String id;
    private final String kind;

    /** With workers of that kind, "threads" or "processes". */
    public PooledMap(String id, String kind) {
        this.id = id;
        this.kind = kind;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("workers", 1, 16, 4, "workers"),
                new Setting.WholeNumber("numbers", 1, 1000, 20, "numbers"),
                new Setting.WholeNumber("chunk", 0, 1000, 0, "numbers"),
                new Setting.Choice("style", List.of("map", "imap", "unordered", "async")),
                new Setting.Choice("ending", List.of("close", "terminate")),
                new Setting.WholeNumber("tasks", 0, 1000, 0, "chunks"));
    }

    @Override
    public void run(Environment env, Settings settings) throws ExecutionException, InterruptedException {
        var numbers = IntStream.rangeClosed(1, settings.integer("numbers")).boxed().toList();
        int chunk = settings.integer("chunk");
        var got = env.counter("results");
        var squares = new ArrayList<Integer>();

        Body greet = worker -> worker.print(worker.name() + " is ready");
        Pool.Task<Integer, Integer> square = (worker, n) -> {
            worker.work(1 + n % 3); // some cost more than others
            return n * n;
        };

        var pool = env.with(kind).pool("squares", settings.integer("workers"), greet, settings.integer("tasks"));
        switch (settings.choice("style")) {
            case "map" -> squares.addAll(pool.map(numbers, chunk, square));
            case "imap" -> takeAll(pool.imap(numbers, chunk, square), squares, got);
            case "unordered" -> {
                takeAll(pool.imapUnordered(numbers, chunk, square), squares, got);
                squares.sort(null); // they came as they were done
            }
            default -> {
                var all = pool.mapAsync(numbers, chunk, square, done -> got.add(done.size()), thrown -> {});
                squares.addAll(all.get()); // until here main was free
            }
        }

        if (settings.choice("ending").equals("close")) {
            pool.close(); // what was given is done
        } else {
            var unwanted = pool.mapAsync(numbers, chunk, square, done -> {}, thrown -> {});
            pool.terminate(); // what was given is cancelled
            boolean ended = unwanted.isDone();
            env.expect("none-left-waiting", () -> ended);
        }
        pool.join();

        var alone = numbers.stream().map(n -> n * n).toList();
        env.expect("same-as-alone", () -> squares.equals(alone), squares::size, alone::size);
        env.result("chunks", rows(pool.workers(), pool.tasksByWorker()));
    }

    private static void takeAll(Pool.Results<Integer> results, List<Integer> squares, AtomicCounter got)
            throws ExecutionException, InterruptedException {
        for (var next = results.next(); next.isPresent(); next = results.next()) {
            squares.add(next.get());
            got.add(1);
        }
    }

    private static List<ResultRow> rows(List<String> workers, List<Integer> chunks) {
        return IntStream.range(0, workers.size()).mapToObj(i -> new ResultRow(workers.get(i), chunks.get(i))).toList();
    }
}
