package dev.potok.simulation.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.scenario.BarrierRounds;
import dev.potok.simulation.scenario.ProducerConsumer;
import dev.potok.simulation.scenario.SemaphorePermits;
import dev.potok.simulation.scenario.ThreadLifecycle;
import dev.potok.simulation.scenario.WordCountPipeline;

/** All scenarios there are, in the order shown. */
public final class Catalogue {
    /** The scenario a lecturer meets first. */
    public static final String MAIN_JOB = "word-count";

    private static final List<Entry> ENTRIES = List.of(
            new Entry("start", EnumSet.of(Mode.LIVE), WordCountPipeline::new),
            new Entry("threads", EnumSet.allOf(Mode.class), ThreadLifecycle::new),
            new Entry("signals", EnumSet.allOf(Mode.class), SemaphorePermits::new),
            new Entry("signals", EnumSet.allOf(Mode.class), BarrierRounds::new),
            new Entry("signals", EnumSet.allOf(Mode.class), ProducerConsumer::new));

    private static final Entry FOREIGN = new Entry("", EnumSet.noneOf(Mode.class), () -> new Foreign("imported"));

    private Catalogue() {}

    /**
     * A scenario's place in the catalogue.
     *
     * @param group    id of its group in the messages
     * @param modes    the machines it can run on
     * @param scenario makes it
     */
    public record Entry(String group, Set<Mode> modes, Supplier<Scenario> scenario) {
        /** Its id. */
        public String id() {
            return scenario.get().id();
        }
    }

    /** All of them. */
    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** The scenario with that id. */
    public static Optional<Entry> find(String id) {
        return ENTRIES.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** Stands for recordings of what is none of them: it is in no list, and no machine can run it. */
    public static Entry foreign() {
        return FOREIGN;
    }

    /**
     * The Java source of a scenario, the very text that was compiled, as a list of lines; empty for {@link #foreign}
     * recordings.
     */
    public static List<String> source(Scenario scenario) {
        if (scenario instanceof Foreign) {
            return List.of();
        }
        Class<?> type = scenario.getClass();
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".java")) {
            if (in == null) {
                throw new IllegalStateException("the source of " + type.getName() + " is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
