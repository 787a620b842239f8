package dev.potok.simulation.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Pool;
import dev.potok.simulation.environment.Settings;

/** Squares of many numbers, each by a worker of a pool of processes, and added up in order. */
final class PooledTasks extends Told {
    private static final int TASKS = 20_000;
    private static final int WORKERS = 2;

    @Override
    public void run(Environment env, Settings settings) throws Exception {
        List<Integer> numbers = IntStream.range(0, TASKS).boxed().toList();
        try (Pool pool = env.with("processes").pool("pool", WORKERS)) {
            takeTurns(() -> {
                long begun = System.nanoTime();
                Pool.Results<Long> squares = pool.imap(numbers, 1, (worker, number) -> (long) number * number);
                long sum = 0;
                for (Optional<Long> square = squares.next(); square.isPresent(); square = squares.next()) {
                    sum += square.get();
                }
                double took = (System.nanoTime() - begun) / 1e9;
                if (sum != (TASKS - 1L) * TASKS * (2L * TASKS - 1) / 6) {
                    throw new IllegalStateException("the squares add up to " + sum);
                }
                return took;
            });
        }
    }
}
