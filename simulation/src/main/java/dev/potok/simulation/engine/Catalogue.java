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
import dev.potok.simulation.scenario.BoundedBuffer;
import dev.potok.simulation.scenario.BufferSwap;
import dev.potok.simulation.scenario.ComingAndGoing;
import dev.potok.simulation.scenario.Deadlock;
import dev.potok.simulation.scenario.EventSignal;
import dev.potok.simulation.scenario.FileThreads;
import dev.potok.simulation.scenario.HandToHand;
import dev.potok.simulation.scenario.MutualExclusion;
import dev.potok.simulation.scenario.OptimisticReaders;
import dev.potok.simulation.scenario.Philosophers;
import dev.potok.simulation.scenario.PipeTalk;
import dev.potok.simulation.scenario.Playground;
import dev.potok.simulation.scenario.PooledMap;
import dev.potok.simulation.scenario.ProcessFailures;
import dev.potok.simulation.scenario.ProcessLifecycle;
import dev.potok.simulation.scenario.ProcessMemory;
import dev.potok.simulation.scenario.ProcessPickle;
import dev.potok.simulation.scenario.ProcessSignals;
import dev.potok.simulation.scenario.ProcessStarts;
import dev.potok.simulation.scenario.ProducerConsumer;
import dev.potok.simulation.scenario.RaceCondition;
import dev.potok.simulation.scenario.ReadersAndWriters;
import dev.potok.simulation.scenario.ReentrantEntry;
import dev.potok.simulation.scenario.SemaphorePermits;
import dev.potok.simulation.scenario.StartAndFinish;
import dev.potok.simulation.scenario.StructuredScope;
import dev.potok.simulation.scenario.ThreadLifecycle;
import dev.potok.simulation.scenario.VirtualThreads;
import dev.potok.simulation.scenario.WordCountPipeline;

/** All scenarios there are, in the order shown. */
public final class Catalogue {
    /** The scenario a lecturer meets first. */
    public static final String MAIN_JOB = "word-count";

    private static final List<Entry> ENTRIES = List.of(
            live("start", WordCountPipeline::new),
            both("threads", ThreadLifecycle::new),
            live("threads", FileThreads::new),
            live("threads", VirtualThreads::new),
            both("threads", StructuredScope::new),
            both("races", RaceCondition::new),
            both("races", MutualExclusion::new),
            both("races", ReentrantEntry::new),
            both("races", ReadersAndWriters::new),
            both("races", OptimisticReaders::new),
            both("races", Deadlock::new),
            both("races", Philosophers::new),
            both("signals", EventSignal::new),
            both("signals", BoundedBuffer::new),
            both("signals", SemaphorePermits::new),
            both("signals", BarrierRounds::new),
            both("signals", StartAndFinish::new),
            both("signals", ComingAndGoing::new),
            both("signals", BufferSwap::new),
            both("signals", ProducerConsumer::new),
            both("signals", HandToHand::new),
            live("signals", PipeTalk::new),
            live("processes", ProcessLifecycle::new),
            live("processes", ProcessMemory::new),
            both("processes", () -> new PooledMap("process-pool", "processes")),
            live("processes", ProcessSignals::new),
            live("processes", ProcessFailures::new),
            live("processes", ProcessPickle::new),
            live("processes", ProcessStarts::new),
            both("pools", () -> new PooledMap("pool-dummy", "threads")),
            both("playground", Playground::new));

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

    private static Entry live(String group, Supplier<Scenario> scenario) {
        return new Entry(group, EnumSet.of(Mode.LIVE), scenario);
    }

    private static Entry both(String group, Supplier<Scenario> scenario) {
        return new Entry(group, EnumSet.allOf(Mode.class), scenario);
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
