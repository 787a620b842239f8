package dev.potok.simulation.interchange;

import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.file.StoredRun;
import dev.potok.simulation.trace.file.TraceFileException;
import dev.potok.simulation.trace.file.TraceFileException.Reason;

/**
 * Reads the trace event JSON that Chrome, Perfetto, viztracer and many others write. For one thread and one file.
 *
 * <p>
 * Both forms are understood: an object with the member {@code traceEvents} among others in any order, and an array of
 * events, whose end may be missing. What is made of the phases:
 *
 * <pre>
 * X, B, E    sections of a thread; an unclosed one lasts to the end of the recording, an E without a B is left out
 * i, I, R    sections of no length
 * s, t, f    messages: sent at s, received and sent on at t, received at f; by their category, name and id
 * C          a counter for each figure; where one has fractions, in thousandths, which its name then says
 * M          names and order of processes and threads
 * all others (asynchronous sections, objects, samples, dumps …) are left out, and counted
 * </pre>
 *
 * <p>
 * A process is an actor where it has a name or is not the only one, and its threads name it as their parent. Times count
 * from the first event. No event names a core, and none says how many there are.
 */
final class ChromeTraceReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            // Names are not interned: a file may hold any number of them.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            // Python's json writes these.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(500)
                    .maxNameLength(1 << 16)
                    .maxNumberLength(1000)
                    .maxStringLength(1 << 24)
                    .build())
            .build();
    /** Figures of one counter event; further ones are left out and counted. */
    private static final int MOST_FIGURES = 64;
    /** What is kept of what a tool tells of itself. */
    private static final int MOST_TOLD = 40;
    /** Characters of all names together. */
    private static final int MOST_CHARACTERS = 1 << 28;
    /** In the place of the letter of a phase that is longer than a letter. */
    private static final char STRANGE = LeftOut.OTHER;

    private final CountedInput in;
    private final ChromeEvents events = new ChromeEvents();
    private final NameTable names = new NameTable();
    private final NameTable ids = new NameTable();
    private final ChromeCast cast = new ChromeCast(names, ids);
    private final LeftOut leftOut = new LeftOut();
    private final Map<String, String> told = new LinkedHashMap<>();
    private boolean array;
    private boolean inEvent;
    private boolean listed;
    private long seen;
    private long known;

    // The event being read.
    private char phase;
    private int name;
    private int process;
    private int thread;
    private long time;
    private long duration;
    private long category;
    private long id;
    private @Nullable String toldName;
    private long sortIndex;
    private final int[] keys = new int[MOST_FIGURES];
    private final long[] figures = new long[MOST_FIGURES];
    private int figureCount;
    private int figuresBeyond;

    private ChromeTraceReader(CountedInput in) {
        this.in = in;
    }

    /**
     * Reads all of it, and closes it.
     *
     * @throws TraceFileException if it is no trace event JSON, or holds too much
     * @throws IOException        if it cannot be read at all
     */
    static StoredRun read(InputStream in, long mostBytes) throws IOException {
        return new ChromeTraceReader(new CountedInput(in, mostBytes)).read();
    }

    private StoredRun read() throws IOException {
        boolean cut = false;
        try (JsonParser json = JSON.createParser(in)) {
            document(json);
        } catch (JsonEOFException ended) {
            if (!array) {
                throw new TraceFileException(Reason.TRUNCATED, in.count() + " bytes");
            }
            cut = inEvent;
        } catch (JsonParseException broken) {
            // The last word of a file may be half a word.
            if (!array || !in.ended() || broken.getLocation().getByteOffset() < in.count()) {
                throw bad(broken);
            }
            cut = inEvent;
        } catch (JsonProcessingException broken) {
            throw bad(broken);
        } catch (CharConversionException broken) {
            throw new TraceFileException(Reason.BAD_JSON, "?");
        } catch (EOFException broken) {
            throw new TraceFileException(Reason.TRUNCATED, "gzip");
        } catch (ZipException broken) {
            throw new TraceFileException(Reason.DAMAGED, "gzip: " + broken.getMessage());
        }
        if (!listed || seen > 0 && known == 0) {
            throw new TraceFileException(Reason.NOT_A_TRACE, "JSON without traceEvents");
        }
        return new ChromeTraceBuilder(events, names, cast, leftOut).build(told, cut);
    }

    private static TraceFileException bad(JsonProcessingException broken) {
        String at = broken.getLocation() == null ? "?"
                : broken.getLocation().getLineNr() + ":" + broken.getLocation().getColumnNr();
        return new TraceFileException(Reason.BAD_JSON, at);
    }

    // ---- the document

    private void document(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_ARRAY) {
            array = true;
            events(json);
        } else if (first == JsonToken.START_OBJECT) {
            for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (member) {
                    case "traceEvents" -> {
                        if (value == JsonToken.START_ARRAY) {
                            events(json);
                        } else {
                            json.skipChildren();
                        }
                    }
                    case "metadata", "otherData" -> told(json, "");
                    case "viztracer_metadata" -> {
                        tell(ChromeTraceBuilder.TOOL, "viztracer");
                        told(json, "");
                    }
                    default -> json.skipChildren();
                }
            }
        }
        if (first != null && json.nextToken() != null) {
            throw new JsonParseException(json, "more after the end");
        }
    }

    /** Keeps what the members of an object say, as far as they say it in a word. */
    private void told(JsonParser json, String prefix) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
                told(json, member + ".");
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                tell(prefix + member, text(json));
            } else {
                json.skipChildren();
            }
        }
    }

    private void tell(String key, String value) {
        if (told.size() < MOST_TOLD && !value.isBlank()) {
            told.putIfAbsent(key.length() <= NameTable.LONGEST ? key : key.substring(0, NameTable.LONGEST), value);
        }
    }

    private void events(JsonParser json) throws IOException {
        listed = true;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            inEvent = true;
            if (token == JsonToken.START_OBJECT) {
                event(json);
            } else if (token != JsonToken.VALUE_NULL) { // some writers end their list with one
                seen++;
                leftOut.count(LeftOut.OTHER);
                json.skipChildren();
            }
            inEvent = false;
        }
    }

    // ---- an event

    private void event(JsonParser json) throws IOException {
        phase = 0;
        name = -1;
        process = -1;
        thread = -1;
        time = Microseconds.NONE;
        duration = Microseconds.NONE;
        category = 0;
        id = 0;
        toldName = null;
        sortIndex = Microseconds.NONE;
        figureCount = 0;
        figuresBeyond = 0;
        boolean empty = true;
        for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
            empty = false;
            JsonToken value = json.nextToken();
            switch (member) {
                case "ph" -> phase = phase(json, value);
                case "name" -> name = idIn(names, json, value);
                case "pid" -> process = idIn(ids, json, value);
                case "tid" -> thread = idIn(ids, json, value);
                case "ts" -> time = number(json, value);
                case "dur" -> duration = number(json, value);
                case "cat" -> category = hash(json, value);
                case "id" -> id = hash(json, value);
                case "args" -> arguments(json, value);
                default -> json.skipChildren();
            }
        }
        if (!empty) {
            seen++;
            take();
        }
    }

    private static char phase(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return STRANGE;
        }
        return json.getTextLength() == 1 ? json.getTextCharacters()[json.getTextOffset()] : STRANGE;
    }

    private static int idIn(NameTable table, JsonParser json, JsonToken value) throws IOException {
        if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
            json.skipChildren();
            return -1;
        }
        return table.idOf(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }

    /** A thousandfold, see {@link Microseconds#parse}; some write numbers as texts. */
    private static long number(JsonParser json, JsonToken value) throws IOException {
        if (!value.isNumeric() && value != JsonToken.VALUE_STRING) {
            json.skipChildren();
            return Microseconds.NONE;
        }
        return Microseconds.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }

    /** Only flows need it. */
    private long hash(JsonParser json, JsonToken value) throws IOException {
        if (!value.isScalarValue() || phase != 0 && phase != 's' && phase != 't' && phase != 'f') {
            json.skipChildren();
            return 0;
        }
        return names.hash(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }

    /** Only counters and names of threads need them. */
    private void arguments(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT || phase != 0 && phase != 'C' && phase != 'M') {
            json.skipChildren();
            return;
        }
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            JsonToken argument = json.nextToken();
            if (argument.isNumeric()) {
                long figure = number(json, argument);
                if (key.equals("sort_index")) {
                    sortIndex = figure;
                }
                if (figureCount == MOST_FIGURES) {
                    figuresBeyond++;
                } else if (figure != Microseconds.NONE) {
                    keys[figureCount] = ids.idOf(key);
                    figures[figureCount++] = figure;
                }
            } else if (argument == JsonToken.VALUE_STRING && key.equals("name")) {
                toldName = text(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private static String text(JsonParser json) throws IOException {
        int length = json.getTextLength();
        return new String(json.getTextCharacters(), json.getTextOffset(), Math.min(length, NameTable.LONGEST)).strip();
    }

    // ---- what it says

    private void take() throws TraceFileException {
        if (names.length() > MOST_CHARACTERS || ids.length() > MOST_CHARACTERS) {
            throw new TraceFileException(Reason.TOO_LARGE, "names > " + (MOST_CHARACTERS >> 20) + " Mi");
        }
        if (phase == 'M') {
            known++;
            metadata();
            return;
        }
        boolean dated = time != Microseconds.NONE && time > -(1L << 60);
        switch (phase) {
            case 'X' -> {
                if (dated && duration >= 0 && duration <= 1L << 61) {
                    add(ChromeEvents.SECTION, time + duration);
                    return;
                }
            }
            case 'B' -> {
                if (dated) {
                    add(ChromeEvents.BEGIN, 0);
                    return;
                }
            }
            case 'E' -> {
                if (dated) {
                    add(ChromeEvents.END, 0);
                    return;
                }
            }
            case 'i', 'I', 'R' -> {
                if (dated) {
                    add(ChromeEvents.SECTION, time);
                    return;
                }
            }
            case 's' -> {
                if (dated) {
                    add(ChromeEvents.FLOW_BEGIN, flow());
                    return;
                }
            }
            case 't' -> {
                if (dated) {
                    add(ChromeEvents.FLOW_STEP, flow());
                    return;
                }
            }
            case 'f' -> {
                if (dated) {
                    add(ChromeEvents.FLOW_END, flow());
                    return;
                }
            }
            case 'C' -> {
                if (dated && figureCount > 0) {
                    counter();
                    return;
                }
            }
            default -> {
                // It is of no kind that can be shown.
            }
        }
        known += phase == 0 || phase == STRANGE ? 0 : 1;
        leftOut.count(phase == 0 ? LeftOut.OTHER : phase);
    }

    private void add(byte kind, long value) throws TraceFileException {
        known++;
        ChromeCast.ThreadRow row = cast.thread(process, thread);
        row.use(kind, value - time);
        events.add(kind, time, row.index(), nameOrNone(), value);
    }

    private int nameOrNone() {
        return name >= 0 ? name : names.idOf("?");
    }

    private long flow() {
        return ((category * 31 + name) * 31 + id) * 0x9E37_79B9_7F4A_7C15L;
    }

    private void counter() throws TraceFileException {
        known++;
        for (int i = 0; i < figuresBeyond; i++) {
            leftOut.count('C');
        }
        for (int i = 0; i < figureCount; i++) {
            int series = cast.series(process, nameOrNone(), keys[i], figures[i]);
            events.add(ChromeEvents.FIGURE, time, 0, series, figures[i]);
        }
    }

    private void metadata() {
        String about = name < 0 ? "" : names.text(name);
        String value = toldName;
        switch (about) {
            case "process_name" -> {
                if (value != null && !value.isEmpty()) {
                    cast.process(process).name(value);
                }
            }
            case "thread_name" -> {
                if (value != null && !value.isEmpty()) {
                    cast.thread(process, thread).name(value);
                }
            }
            case "process_sort_index" -> {
                if (sortIndex != Microseconds.NONE) {
                    cast.process(process).sort(sortIndex);
                }
            }
            case "thread_sort_index" -> {
                if (sortIndex != Microseconds.NONE) {
                    cast.thread(process, thread).sort(sortIndex);
                }
            }
            default -> {
                // Labels and colours: nothing that would be missed.
            }
        }
    }
}
