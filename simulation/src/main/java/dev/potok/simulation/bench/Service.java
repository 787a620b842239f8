package dev.potok.simulation.bench;

import java.nio.file.Path;
import java.util.Objects;

import dev.potok.simulation.process.Job;
import dev.potok.simulation.process.Parent;

/**
 * The job of a child that does its errand as often as it is told to, until it is told 0.
 *
 * @param file   where the table is, as text, since a path is not serializable
 * @param errand what it does
 */
record Service(String file, Errand errand) implements Job {
    private static final long serialVersionUID = 1L;

    /** What it says instead of a time when it has come. */
    static final long HERE = -1;

    @Override
    public int run(Parent parent) throws Exception {
        try (Table table = Table.open(Path.of(file))) {
            long said = HERE;
            while (true) {
                long times = (Long) Objects.requireNonNull(parent.ask(said));
                if (times == 0) {
                    return 0;
                }
                said = errand.run(table, times);
            }
        }
    }
}
