package dev.potok.simulation.interchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;

import de.siegmar.fastcsv.writer.CsvWriter;

import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.IdLine;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Writes tables of a recording as RFC 4180 has them: UTF-8 without a mark, commas, lines end in CR LF, numbers with a dot.
 * Any thread.
 */
public final class CsvTables {
    private CsvTables() {}

    /**
     * Writes a row for each event: {@code time_ns, kind, actor, actor_name, resource, resource_name, core, line, argument,
     * text}. A field is empty where the event has nothing of it; {@code text} is there where the argument is the number of
     * one.
     *
     * @throws IOException if it cannot be written; the file may be there in part then
     */
    public static void writeEvents(Trace trace, Path file) throws IOException {
        Directory directory = trace.directory();
        try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            csv.writeRecord("time_ns", "kind", "actor", "actor_name", "resource", "resource_name", "core", "line",
                    "argument", "text");
            TraceCursor event = trace.cursor();
            while (event.next()) {
                int actor = event.actor();
                int resource = event.resource();
                csv.writeRecord(Long.toString(event.timeNanos()), event.kind().name(), number(actor, 1),
                        actor > 0 ? directory.actor(actor).name() : "", number(resource, 1),
                        resource > 0 ? directory.resource(resource).name() : "", number(event.core(), 0),
                        number(event.line(), 1), Long.toString(event.argument()), text(event, directory));
            }
        }
    }

    private static String number(int value, int least) {
        return value >= least ? Integer.toString(value) : "";
    }

    private static String text(TraceCursor event, Directory directory) {
        return switch (event.kind()) {
            case ACTOR_FAILED, IO_BEGUN, SLICE_BEGUN, SLICE_ENDED, PRINTED, TOLD -> directory.text(event.argument());
            default -> "";
        };
    }

    /**
     * Writes a row for each figure: {@code time_ns, metric, subject, value}.
     *
     * <pre>
     * units_per_second   of a core ("core 0") in the slot of 100 ms that begins then
     * load               of a core, 0 to 1, as above; only where the system told it
     * units              an actor's units of work; at the end
     * NAME_ns            how long an actor was running, ready, waiting …; at the end
     * NAME_inferred_ns   the part of it that is inferred
     * </pre>
     *
     * @throws IOException if it cannot be written; the file may be there in part then
     */
    public static void writeMetrics(Trace trace, Path file) throws IOException {
        var state = new RunState(trace.directory());
        var series = new CoreSeries();
        var spans = new HashMap<Integer, Span>();
        TraceCursor event = trace.cursor();
        while (event.next()) {
            state.apply(event);
            series.accept(event, trace.directory());
            IdLine changed = state.changedActors();
            for (int i = 0; i < changed.size(); i++) {
                ActorState actor = state.actor(changed.get(i));
                if (actor != null) {
                    spans.computeIfAbsent(actor.id(), id -> new Span()).change(actor, event.timeNanos());
                }
            }
        }
        try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            csv.writeRecord("time_ns", "metric", "subject", "value");
            writeSlots(csv, series, trace.endNanos());
            String end = Long.toString(trace.endNanos());
            for (ActorState actor : state.actors()) {
                Span span = spans.computeIfAbsent(actor.id(), id -> new Span());
                span.change(actor, trace.endNanos());
                if (actor.units() > 0) {
                    csv.writeRecord(end, "units", actor.info().name(), Long.toString(actor.units()));
                }
                span.write(csv, end, actor.info().name());
            }
        }
    }

    private static void writeSlots(CsvWriter csv, CoreSeries series, long endNanos) {
        for (int core = 0; core < series.cores(); core++) {
            for (int slot = 0; slot < series.slots(core); slot++) {
                String time = Long.toString(slot * CoreSeries.SLOT_NANOS);
                csv.writeRecord(time, "units_per_second", "core " + core,
                        Figures.plain(series.unitsPerSecondUntil(core, slot, endNanos)));
                double load = series.load(core, slot);
                if (!Double.isNaN(load)) {
                    csv.writeRecord(time, "load", "core " + core, Figures.plain(load));
                }
            }
        }
    }

    /** How long an actor has been in each status. */
    private static final class Span {
        private static final int STATUSES = ActorStatus.values().length;

        private final long[] nanos = new long[2 * STATUSES];
        private int current = -1;
        private long since;

        void change(ActorState actor, long time) {
            if (current >= 0) {
                nanos[current] += time - since;
            }
            current = actor.status().ordinal() + (actor.inferred() ? STATUSES : 0);
            since = time;
        }

        /** What comes after the end counts for nothing, and neither does a status that took no time. */
        void write(CsvWriter csv, String time, String subject) {
            for (ActorStatus status : ActorStatus.values()) {
                long inferred = nanos[status.ordinal() + STATUSES];
                long all = nanos[status.ordinal()] + inferred;
                if (all > 0 && status != ActorStatus.FINISHED && status != ActorStatus.FAILED) {
                    String metric = status.name().toLowerCase(Locale.ROOT);
                    csv.writeRecord(time, metric + "_ns", subject, Long.toString(all));
                    if (inferred > 0) {
                        csv.writeRecord(time, metric + "_inferred_ns", subject, Long.toString(inferred));
                    }
                }
            }
        }
    }
}
