package dev.potok.app.launcher;

import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes JSON (RFC 8259), indented by two spaces: maps as objects in their order, iterables as arrays, numbers, booleans,
 * null, and everything else as its text. Numbers that JSON has no words for (NaN, infinity) become null. Any thread.
 */
final class Json {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** The value as JSON, without a line break at its end. */
    static String of(@Nullable Object value) {
        var json = new Json();
        json.write(value, "");
        return json.text.toString();
    }

    private void write(@Nullable Object value, String indent) {
        switch (value) {
            case null -> text.append("null");
            case Boolean truth -> text.append(truth);
            case Double number when !Double.isFinite(number) -> text.append("null");
            case Float number when !Float.isFinite(number) -> text.append("null");
            case Number number -> text.append(number);
            case Map<?, ?> map -> object(map, indent);
            case Iterable<?> list -> array(list, indent);
            default -> string(value.toString());
        }
    }

    private void object(Map<?, ?> map, String indent) {
        if (map.isEmpty()) {
            text.append("{}");
            return;
        }
        String inner = indent + INDENT;
        String separator = "{\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator).append(inner);
            string(String.valueOf(entry.getKey()));
            text.append(": ");
            write(entry.getValue(), inner);
            separator = ",\n";
        }
        text.append('\n').append(indent).append('}');
    }

    private void array(Iterable<?> list, String indent) {
        Iterator<?> items = list.iterator();
        if (!items.hasNext()) {
            text.append("[]");
            return;
        }
        String inner = indent + INDENT;
        String separator = "[\n";
        while (items.hasNext()) {
            text.append(separator).append(inner);
            write(items.next(), inner);
            separator = ",\n";
        }
        text.append('\n').append(indent).append(']');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029 || loneSurrogate(value, i)) {
                        text.append("\\u").append(Integer.toHexString(0x1_0000 | c).substring(1));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** Half a character cannot be written in UTF-8. */
    private static boolean loneSurrogate(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }
}
