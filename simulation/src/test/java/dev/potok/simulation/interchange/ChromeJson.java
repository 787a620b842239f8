package dev.potok.simulation.interchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.potok.simulation.trace.file.StoredRun;

/** Trace event JSON as values, for tests. */
final class ChromeJson {
    private ChromeJson() {}

    /** An event; what it lacks is empty or 0. */
    record Event(Map<String, Object> members) {
        String text(String member) {
            return String.valueOf(members.getOrDefault(member, ""));
        }

        char phase() {
            return text("ph").charAt(0);
        }

        String name() {
            return text("name");
        }

        /** Exactly, in nanoseconds. */
        long nanos() {
            return new BigDecimal(text("ts")).movePointRight(3).longValueExact();
        }

        String thread() {
            return text("pid") + "/" + text("tid");
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> arguments() {
            return (Map<String, Object>) members.getOrDefault("args", Map.of());
        }
    }

    static byte[] export(StoredRun run) throws IOException {
        var out = new ByteArrayOutputStream();
        ChromeTraceWriter.write(run, "1.2.3", out);
        return out.toByteArray();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> read(byte[] bytes) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            json.nextToken();
            var document = (Map<String, Object>) value(json);
            if (json.nextToken() != null) {
                throw new IOException("more after the end");
            }
            return document;
        }
    }

    @SuppressWarnings("unchecked")
    static List<Event> events(byte[] bytes) throws IOException {
        return ((List<Map<String, Object>>) (List<?>) read(bytes).get("traceEvents")).stream().map(Event::new).toList();
    }

    private static Object value(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                    json.nextToken();
                    if (members.put(name, value(json)) != null) {
                        throw new IOException(name + " is there twice");
                    }
                }
                return members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(json));
                }
                return elements;
            }
            default -> {
                return json.currentToken().isNumeric() ? json.getDecimalValue() : json.getText();
            }
        }
    }
}
