package dev.potok.simulation.interchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Flow;
import dev.potok.simulation.state.FlowFinder;
import dev.potok.simulation.state.IdLine;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.StoredRun;

/**
 * Writes a recording as trace event JSON, which Perfetto and {@code chrome://tracing} show. For one thread and one file.
 *
 * <p>
 * The run is process 1. An actor that is a process has a number of its own, with its threads in it; others are threads of
 * the run. The number of a thread is that of its actor. What is written, each kind with a category of its own:
 *
 * <pre>
 * life, section, status, work    sections that nest in this order; work in several parts where its actor lost its core
 * hold, item                     asynchronous: a lock or permit held, an item in a queue
 * grant, item, message           flows: from a release to the acquisition that waited for it, from put to take, from sent
 *                                to received; the begin of one is written when its end is known, so it lies back in time
 * seats, items, value, load      counters, whenever they change; units a second of each core in slots of 100 ms, at the end
 * mark, printed, dropped, pause  instants
 * </pre>
 *
 * <p>
 * A status says in its arguments if it is inferred. Recordings of other tools have sections alone: what their threads did
 * besides is not known. Memory does not grow with the number of events, but for the slots of 100 ms.
 */
public final class ChromeTraceWriter {
    private static final int RUN = 1;
    private static final String LIFE = "life";
    private static final String STATUS = "status";
    private static final String WORK = "work";
    private static final String SECTION = "section";
    private static final int BUFFER = 1 << 16;

    private final StoredRun run;
    private final Directory directory;
    private final JsonGenerator json;
    private final boolean foreign;
    private final char[] number = new char[Microseconds.LONGEST];

    private final RunState state;
    private final FlowFinder finder = new FlowFinder();
    private final CoreSeries series = new CoreSeries();
    private final Map<Integer, Track> tracks = new HashMap<>();
    private final Map<Integer, List<Spell>> holds = new HashMap<>();
    private final Map<Item, Spell> items = new HashMap<>();
    private final Map<Integer, Long> levels = new HashMap<>();
    private long spells;
    private long flows;

    /** Something that lasts and need not nest. */
    private record Spell(long id, int actor, String category, String name) {}

    /** An item on its way through a queue. */
    private record Item(int queue, long number) {}

    /** What is open on an actor's track, the outermost first. */
    private static final class Track {
        private final List<String> sections = new ArrayList<>();
        private boolean life;
        private boolean status;
        private boolean work;
        private @Nullable Doing doing;
    }

    /** What an actor is doing: as long as this is the same, it is one stretch. */
    private record Doing(ActorStatus status, boolean inferred, int waitingOn, int joining, long ioLabel) {
        static Doing of(ActorState actor) {
            return new Doing(actor.status(), actor.inferred(), actor.waitingOn(), actor.joining(), actor.ioLabel());
        }
    }

    private ChromeTraceWriter(StoredRun run, JsonGenerator json) {
        this.run = run;
        this.json = json;
        this.directory = run.trace().directory();
        this.foreign = run.description().scenario().equals(RunDescription.IMPORTED);
        this.state = new RunState(directory);
    }

    /**
     * Writes it into a file, which is made or replaced.
     *
     * @param version of this program
     * @throws IOException if it cannot be written; the file may be there in part then
     */
    public static void write(StoredRun run, String version, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            write(run, version, out);
        }
    }

    static void write(StoredRun run, String version, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
            new ChromeTraceWriter(run, json).write(version);
        }
    }

    private void write(String version) throws IOException {
        json.writeStartObject();
        json.writeStringField("displayTimeUnit", "ns");
        describe(version);
        json.writeArrayFieldStart("traceEvents");
        names();
        TraceCursor cursor = run.trace().cursor();
        var marks = run.marks().iterator();
        long mark = marks.hasNext() ? marks.next() : Long.MAX_VALUE;
        for (int marked = 1; cursor.next();) {
            take(cursor);
            while (mark <= cursor.position()) {
                mark(marked++, mark == 0 ? 0 : cursor.timeNanos());
                mark = marks.hasNext() ? marks.next() : Long.MAX_VALUE;
            }
        }
        long end = run.trace().endNanos();
        closeAll(end);
        unitsPerSecond();
        json.writeEndArray();
        json.writeEndObject();
    }

    // ---- what it is of

    private void describe(String version) throws IOException {
        RunDescription of = run.description();
        json.writeObjectFieldStart("otherData");
        json.writeStringField("potok", version);
        json.writeStringField("scenario", of.scenario());
        if (!foreign) {
            json.writeStringField("mode", id(of.mode()));
            json.writeStringField("pace", id(of.pace()));
        }
        if (of.cores() > 0) {
            json.writeNumberField("cores", of.cores());
            json.writeNumberField("seed", of.seed());
        }
        object("settings", of.settings());
        object("machine", of.machine());
        json.writeEndObject();
    }

    private void object(String name, Map<String, String> members) throws IOException {
        if (!members.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (var member : members.entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        }
    }

    private void names() throws IOException {
        if (!foreign) {
            metadata("process_name", RUN, 0, run.description().scenario());
        }
        metadata("process_sort_index", RUN, 0, 0);
        metadata("thread_name", RUN, 0, directory.actor(0).name());
        int place = 0;
        for (ActorInfo actor : directory.actors()) {
            if (actor.kind() == ActorKind.SYSTEM) {
                continue;
            }
            place++;
            if (actor.kind() == ActorKind.PROCESS) {
                metadata("process_name", process(actor.id()), actor.id(), actor.name());
                metadata("process_sort_index", process(actor.id()), actor.id(), place);
            }
            metadata("thread_name", process(actor.id()), actor.id(), actor.name());
            metadata("thread_sort_index", process(actor.id()), actor.id(), place);
        }
    }

    private void metadata(String name, int process, int thread, Object value) throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", "M");
        json.writeNumberField("pid", process);
        json.writeNumberField("tid", thread);
        json.writeStringField("name", name);
        json.writeObjectFieldStart("args");
        if (value instanceof Integer index) {
            json.writeNumberField("sort_index", index);
        } else {
            json.writeStringField("name", value.toString());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The process of an actor: itself, the nearest above it that is one, or the run. */
    private int process(int actor) {
        int id = actor;
        while (id > 0) {
            ActorInfo info = directory.actor(id);
            if (info.kind() == ActorKind.PROCESS) {
                return RUN + id;
            }
            id = info.parent() < id ? info.parent() : 0;
        }
        return RUN;
    }

    // ---- events

    private void take(TraceCursor event) throws IOException {
        state.apply(event);
        series.accept(event, directory);
        IdLine changed = state.changedActors();
        for (int i = 0; i < changed.size(); i++) {
            ActorState actor = state.actor(changed.get(i));
            if (actor != null) {
                follow(actor, event);
            }
        }
        ActorState actor = state.actor(event.actor());
        if (actor != null) {
            ofActor(actor, event);
        }
        ofRun(event);
        if (event.resource() != 0) {
            level(event.resource(), event.timeNanos());
        }
        Flow flow = finder.accept(event);
        if (flow != null) {
            flow(flow);
        }
    }

    /** Brings the status of an actor's track up to date. */
    private void follow(ActorState actor, TraceCursor event) throws IOException {
        Track track = track(actor.id());
        Doing doing = Doing.of(actor);
        if (doing.equals(track.doing) || foreign) {
            return;
        }
        long time = event.timeNanos();
        track.doing = doing;
        if (!track.life && doing.status != ActorStatus.FINISHED && doing.status != ActorStatus.FAILED
                && doing.status != ActorStatus.KILLED) {
            track.life = true;
            begin(time, actor.id(), LIFE, actor.info().name());
            end();
        }
        closeStatus(track, actor.id(), time);
        switch (doing.status) {
            case FINISHED, FAILED, KILLED -> {
                for (int i = track.sections.size() - 1; i >= 0; i--) {
                    finish(time, actor.id(), SECTION, track.sections.remove(i));
                }
                if (track.life) {
                    track.life = false;
                    begin("E", time, actor.id(), LIFE, actor.info().name());
                    if (event.kind() == EventKind.ACTOR_FAILED && event.actor() == actor.id()) {
                        json.writeObjectFieldStart("args");
                        json.writeStringField("failed", directory.text(event.argument()));
                        json.writeEndObject();
                    }
                    end();
                }
            }
            case IN_SLICE, OUT_OF_SLICE -> {
                // The sections say it.
            }
            default -> {
                track.status = true;
                begin(time, actor.id(), STATUS, word(doing));
                where(actor.status() == ActorStatus.RUNNING ? actor.core() : -1, actor.line(), doing.inferred);
                end();
                work(actor, track, time);
            }
        }
    }

    private void closeStatus(Track track, int actor, long time) throws IOException {
        closeWork(track, actor, time);
        if (track.status) {
            track.status = false;
            json.writeStartObject();
            head("E", time, actor);
            json.writeEndObject();
        }
    }

    private void closeWork(Track track, int actor, long time) throws IOException {
        if (track.work) {
            track.work = false;
            finish(time, actor, WORK, WORK);
        }
    }

    /** Begins a part of the work an actor is at, if it can be at work. */
    private void work(ActorState actor, Track track, long time) throws IOException {
        if (actor.working() && !track.work && actor.status() == ActorStatus.RUNNING) {
            track.work = true;
            begin(time, actor.id(), WORK, WORK);
            where(actor.core(), actor.line(), actor.inferred());
            end();
        }
    }

    private String word(Doing doing) {
        return switch (doing.status) {
            case BLOCKED, WAITING -> "waiting for " + directory.resource(doing.waitingOn).name();
            case JOINING -> "joining " + directory.actor(doing.joining).name();
            case IO -> ("I/O " + directory.text(doing.ioLabel)).strip();
            case CREATED, RUNNING, READY, SLEEPING, IDLE, IN_SLICE, OUT_OF_SLICE, FINISHED, FAILED, KILLED, UNKNOWN ->
                    id(doing.status);
        };
    }

    private void ofActor(ActorState actor, TraceCursor event) throws IOException {
        long time = event.timeNanos();
        int id = actor.id();
        Track track = track(id);
        switch (event.kind()) {
            case WORK_BEGUN -> work(actor, track, time);
            case WORK_ENDED -> {
                if (!track.work) { // it was interrupted, and its end is the first that is heard of it since
                    begin(time, id, WORK, WORK);
                    end();
                }
                track.work = false;
                begin("E", time, id, WORK, WORK);
                json.writeObjectFieldStart("args");
                json.writeNumberField("units", event.argument());
                place(event.core(), event.line());
                json.writeEndObject();
                end();
            }
            case SLICE_BEGUN -> {
                closeStatus(track, id, time);
                String name = directory.text(event.argument());
                track.sections.add(name);
                begin(time, id, SECTION, name);
                where(event.core(), event.line(), false);
                end();
            }
            case SLICE_ENDED -> {
                closeStatus(track, id, time);
                if (!track.sections.isEmpty()) {
                    finish(time, id, SECTION, track.sections.removeLast());
                }
            }
            case ACQUIRED -> {
                Spell spell = spell(id, "hold", directory.resource(event.resource()).name());
                holds.computeIfAbsent(event.resource(), resource -> new ArrayList<>()).add(spell);
                spell("b", spell, time, event, Map.of("permits", event.argument()));
            }
            case RELEASED -> {
                Spell spell = released(event.resource(), id);
                if (spell != null) {
                    spell("e", spell, time, null, Map.of());
                }
            }
            case PUT -> {
                Spell spell = spell(id, "item", directory.resource(event.resource()).name());
                Spell before = items.put(new Item(event.resource(), event.argument()), spell);
                if (before != null) {
                    spell("e", before, time, null, Map.of());
                }
                spell("b", spell, time, event, Map.of("item", event.argument()));
            }
            case TAKEN -> {
                Spell spell = items.remove(new Item(event.resource(), event.argument()));
                if (spell != null) {
                    spell("e", spell, time, null, Map.of());
                }
            }
            case PRINTED -> instant("printed", directory.text(event.argument()), time, id, event, 0);
            case TRIPPED, BROKEN -> instant(id(event.kind()), directory.resource(event.resource()).name(), time, id,
                    event, 0);
            default -> {
                // Its status says it.
            }
        }
    }

    private void ofRun(TraceCursor event) throws IOException {
        switch (event.kind()) {
            case DROPPED -> instant("dropped", "dropped", event.timeNanos(), event.actor(), event, event.argument());
            case RUN_PAUSED -> instant("pause", "pause", event.timeNanos(), 0, event, 0);
            case COUNTER -> figure(directory.resource(event.resource()), event.argument(), event.timeNanos());
            default -> {
                // Of no concern to the run.
            }
        }
    }

    /** Ends all that is open. */
    private void closeAll(long time) throws IOException {
        for (ActorInfo info : directory.actors()) {
            Track track = tracks.get(info.id());
            if (track != null) {
                closeStatus(track, info.id(), time);
                for (int i = track.sections.size() - 1; i >= 0; i--) {
                    finish(time, info.id(), SECTION, track.sections.get(i));
                }
                if (track.life) {
                    finish(time, info.id(), LIFE, info.name());
                }
            }
        }
        for (List<Spell> open : holds.values()) {
            for (Spell spell : open) {
                spell("e", spell, time, null, Map.of());
            }
        }
        for (Spell spell : items.values()) {
            spell("e", spell, time, null, Map.of());
        }
    }

    // ---- what need not nest

    private Spell spell(int actor, String category, String name) {
        return new Spell(++spells, actor, category, name);
    }

    /** The oldest hold of that actor, or of anybody where it has none. */
    private @Nullable Spell released(int resource, int actor) {
        List<Spell> open = holds.getOrDefault(resource, List.of());
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).actor == actor) {
                return open.remove(i);
            }
        }
        return open.isEmpty() ? null : open.removeFirst();
    }

    private void spell(String phase, Spell spell, long time, @Nullable TraceCursor event, Map<String, Long> told)
            throws IOException {
        begin(phase, time, spell.actor, spell.category, spell.name);
        json.writeStringField("id", Long.toString(spell.id));
        if (event != null) {
            json.writeObjectFieldStart("args");
            for (var each : told.entrySet()) {
                json.writeNumberField(each.getKey(), each.getValue());
            }
            place(event.core(), event.line());
            json.writeEndObject();
        }
        end();
    }

    private void flow(Flow flow) throws IOException {
        String category = id(flow.kind());
        String name = flow.resource() == 0 ? category : directory.resource(flow.resource()).name();
        String id = Long.toString(++flows);
        begin("s", flow.fromNanos(), flow.fromActor(), category, name);
        json.writeStringField("id", id);
        end();
        begin("f", flow.toNanos(), flow.toActor(), category, name);
        json.writeStringField("id", id);
        json.writeStringField("bp", "e");
        end();
    }

    private void mark(int number, long time) throws IOException {
        begin("i", time, 0, "mark", "mark " + number);
        json.writeStringField("s", "g");
        end();
    }

    private void instant(String category, String name, long time, int actor, TraceCursor event, long count)
            throws IOException {
        begin("i", time, actor, category, name);
        json.writeStringField("s", actor == 0 ? "p" : "t");
        json.writeObjectFieldStart("args");
        if (count > 0) {
            json.writeNumberField("events", count);
        }
        place(event.core(), event.line());
        json.writeEndObject();
        end();
    }

    // ---- figures

    /** Tells how full a resource is, if that has changed. */
    private void level(int resource, long time) throws IOException {
        ResourceState of = state.resource(resource);
        switch (of) {
            case ResourceState.Seats seats -> level(resource, "seats", seats.holders().size(), time);
            case ResourceState.Conveyor conveyor -> level(resource, "items", conveyor.items().size(), time);
            case ResourceState.Gate gate -> level(resource, "arrived", gate.arrived().size(), time);
            case ResourceState.Cell cell -> level(resource, "value", cell.value(), time);
            case ResourceState.Room room ->
                    level(resource, "seats", room.readers().size() + room.writers().size(), time);
            case ResourceState.Lounge lounge -> level(resource, "waiting", lounge.line().size(), time);
            case ResourceState.Lamp lamp -> level(resource, "on", lamp.on() ? 1 : 0, time);
            case ResourceState.Latch latch -> level(resource, "count", latch.count(), time);
            case ResourceState.Table table -> level(resource, "waiting", table.line().size(), time);
            case ResourceState.Family family -> level(resource, "subtasks", family.count(Scope.State.RUNNING), time);
            case null, default -> {
                // It is a counter.
            }
        }
    }

    private void level(int resource, String key, long level, long time) throws IOException {
        Long before = levels.put(resource, level);
        if (before == null || before != level) {
            counter(directory.resource(resource).name(), key, level, time);
        }
    }

    /** A sampled figure; the load of a core goes from 0 to 1. */
    private void figure(ResourceInfo counter, long value, long time) throws IOException {
        if (counter.kind() != ResourceKind.COUNTER) {
            return;
        }
        if (!foreign && counter.name().startsWith("load-")) {
            begin("C", time, 0, "", "load of core " + counter.name().substring("load-".length()));
            json.writeObjectFieldStart("args");
            json.writeFieldName("load");
            json.writeNumber(java.math.BigDecimal.valueOf(value, 4));
            json.writeEndObject();
            end();
        } else {
            counter(counter.name(), "value", value, time);
        }
    }

    private void counter(String name, String key, long value, long time) throws IOException {
        begin("C", time, 0, "", name);
        json.writeObjectFieldStart("args");
        json.writeNumberField(key, value);
        json.writeEndObject();
        end();
    }

    /** Tells the units a second of each core, where they change from slot to slot. */
    private void unitsPerSecond() throws IOException {
        for (int core = 0; core < series.cores(); core++) {
            double before = 0;
            for (int slot = 0; slot <= series.slots(core); slot++) {
                double now = slot < series.slots(core)
                        ? series.unitsPerSecondUntil(core, slot, run.trace().endNanos())
                        : 0;
                if (slot == 0 || now != before) {
                    begin("C", Math.min(slot * CoreSeries.SLOT_NANOS, run.trace().endNanos()), 0, "",
                            "units/s of core " + core);
                    json.writeObjectFieldStart("args");
                    json.writeFieldName("units/s");
                    json.writeNumber(Figures.plain(now));
                    json.writeEndObject();
                    end();
                }
                before = now;
            }
        }
    }

    // ---- the parts of an event

    private Track track(int actor) {
        return tracks.computeIfAbsent(actor, id -> new Track());
    }

    private void begin(long time, int actor, String category, String name) throws IOException {
        begin("B", time, actor, category, name);
    }

    private void begin(String phase, long time, int actor, String category, String name) throws IOException {
        json.writeStartObject();
        head(phase, time, actor);
        if (!category.isEmpty()) {
            json.writeStringField("cat", category);
        }
        json.writeStringField("name", name);
    }

    private void head(String phase, long time, int actor) throws IOException {
        json.writeStringField("ph", phase);
        json.writeFieldName("ts");
        json.writeNumber(number, 0, Microseconds.print(time, number));
        json.writeNumberField("pid", process(actor));
        json.writeNumberField("tid", actor);
    }

    private void finish(long time, int actor, String category, String name) throws IOException {
        begin("E", time, actor, category, name);
        end();
    }

    private void end() throws IOException {
        json.writeEndObject();
    }

    private void where(int core, int line, boolean inferred) throws IOException {
        if (core < 0 && line == 0 && !inferred) {
            return;
        }
        json.writeObjectFieldStart("args");
        place(core, line);
        if (inferred) {
            json.writeBooleanField("inferred", true);
        }
        json.writeEndObject();
    }

    private void place(int core, int line) throws IOException {
        if (core >= 0) {
            json.writeNumberField("core", core);
        }
        if (line > 0) {
            json.writeNumberField("line", line);
        }
    }

    /** The name of a constant as files have it: lower case, with hyphens. */
    private static String id(Enum<?> constant) {
        return Objects.requireNonNull(constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
