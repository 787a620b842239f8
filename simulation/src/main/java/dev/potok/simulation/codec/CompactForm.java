package dev.potok.simulation.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Plain values as a byte that tells of what kind they are, and what they consist of.
 *
 * <pre>
 *   bytes    count, bytes              text     count, characters of one or of two bytes
 *   int, long: a number                double   eight bytes
 *   record   class name as Latin-1 text without a kind, or after its first time its number; components
 *   list     count, elements           map      count, keys each with its value
 * </pre>
 */
final class CompactForm {
    /** What follows is a stream of Java serialization. */
    static final byte SERIALIZED = 1;

    private static final byte NULL = 2;
    private static final byte TRUE = 3;
    private static final byte FALSE = 4;
    private static final byte INT = 5;
    private static final byte LONG = 6;
    private static final byte DOUBLE = 7;
    private static final byte LATIN = 8;
    private static final byte WIDE = 9;
    private static final byte BYTES = 10;
    private static final byte RECORD = 11;
    private static final byte RECORD_AGAIN = 12;
    private static final byte ARRAY_LIST = 13;
    private static final byte FIXED_LIST = 14;
    private static final byte HASH_MAP = 15;
    private static final byte FIXED_MAP = 16;

    /** Deeper than this, and in circles, Java serialization goes. */
    private static final int DEEPEST = 16;

    private static final Class<?> FIXED_LIST_2 = List.of(1).getClass();
    private static final Class<?> FIXED_LIST_N = List.of().getClass();
    private static final Class<?> FIXED_MAP_1 = Map.of(1, 1).getClass();
    private static final Class<?> FIXED_MAP_N = Map.of().getClass();

    private CompactForm() {}

    /** Writes it, or returns false if there is something in it that has no compact form; then what was written is waste. */
    static boolean write(@Nullable Object object, ObjectBuffer out) {
        return write(object, out, 0);
    }

    private static boolean write(@Nullable Object object, ObjectBuffer out, int depth) {
        switch (object) {
            case null -> out.put(NULL);
            case String text -> out.putText(LATIN, WIDE, text);
            case Integer number -> writeInt(number, out);
            case Long number -> writeLong(number, out);
            case Double number -> writeDouble(number, out);
            case Boolean value -> writeBoolean(value, out);
            case byte[] bytes -> {
                out.put(BYTES);
                out.putBytes(bytes);
            }
            case Record record -> {
                return depth < DEEPEST && writeRecord(record, out, depth);
            }
            case List<?> list -> {
                return depth < DEEPEST && writeList(list, out, depth);
            }
            case Map<?, ?> map -> {
                return depth < DEEPEST && writeMap(map, out, depth);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void writeInt(int number, ObjectBuffer out) {
        out.put(INT);
        out.putNumber(number);
    }

    private static void writeLong(long number, ObjectBuffer out) {
        out.put(LONG);
        out.putNumber(number);
    }

    private static void writeDouble(double number, ObjectBuffer out) {
        out.put(DOUBLE);
        out.putEight(Double.doubleToRawLongBits(number));
    }

    private static void writeBoolean(boolean value, ObjectBuffer out) {
        out.put(value ? TRUE : FALSE);
    }

    private static boolean writeRecord(Record record, ObjectBuffer out, int depth) {
        RecordShape shape = RecordShape.of(record.getClass());
        if (shape == null) {
            return false;
        }
        int number = out.number(shape);
        if (number < 0) {
            out.put(RECORD);
            out.putBytes(shape.name());
        } else {
            out.put(RECORD_AGAIN);
            out.putNumber(number);
        }
        for (int i = 0; i < shape.size(); i++) {
            switch (shape.kind(i)) {
                case INT -> writeInt(shape.intAt(i, record), out);
                case LONG -> writeLong(shape.longAt(i, record), out);
                case DOUBLE -> writeDouble(shape.doubleAt(i, record), out);
                case BOOLEAN -> writeBoolean(shape.booleanAt(i, record), out);
                case OBJECT -> {
                    if (!write(shape.objectAt(i, record), out, depth + 1)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean writeList(List<?> list, ObjectBuffer out, int depth) {
        Class<?> type = list.getClass();
        boolean fixed = type == FIXED_LIST_N || type == FIXED_LIST_2;
        if (!fixed && type != ArrayList.class) {
            return false;
        }
        out.put(fixed ? FIXED_LIST : ARRAY_LIST);
        int size = list.size();
        out.putNumber(size);
        for (int i = 0; i < size; i++) {
            Object element = list.get(i);
            if (element == null && fixed || !write(element, out, depth + 1)) {
                return false; // a fixed list with nulls is a stream's, which only serialization makes again
            }
        }
        return true;
    }

    private static boolean writeMap(Map<?, ?> map, ObjectBuffer out, int depth) {
        Class<?> type = map.getClass();
        boolean fixed = type == FIXED_MAP_N || type == FIXED_MAP_1;
        if (!fixed && type != HashMap.class) {
            return false;
        }
        out.put(fixed ? FIXED_MAP : HASH_MAP);
        out.putNumber(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!write(entry.getKey(), out, depth + 1) || !write(entry.getValue(), out, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a value. */
    static @Nullable Object read(ByteSource in) throws IOException, ClassNotFoundException {
        return read(in, 0);
    }

    private static @Nullable Object read(ByteSource in, int depth) throws IOException, ClassNotFoundException {
        byte kind = in.take();
        return switch (kind) {
            case NULL -> null;
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            case INT -> in.takeInt();
            case LONG -> in.takeNumber();
            case DOUBLE -> Double.longBitsToDouble(in.takeEight());
            case LATIN -> in.takeLatin();
            case WIDE -> in.takeWide();
            case BYTES -> in.takeBytes();
            case RECORD, RECORD_AGAIN -> readRecord(in, kind, deeper(depth));
            case ARRAY_LIST, FIXED_LIST -> readList(in, kind, deeper(depth));
            case HASH_MAP, FIXED_MAP -> readMap(in, kind, deeper(depth));
            default -> throw new IOException("nothing is of the kind " + kind);
        };
    }

    private static int deeper(int depth) throws IOException {
        if (depth >= DEEPEST) {
            throw new IOException("values nested more than " + DEEPEST + " deep");
        }
        return depth + 1;
    }

    private static Object readRecord(ByteSource in, byte kind, int depth) throws IOException, ClassNotFoundException {
        RecordShape shape;
        if (kind == RECORD) {
            shape = RecordShape.named(in.takeLatin());
            in.know(shape);
        } else {
            shape = in.known(in.takeInt());
        }
        var components = new @Nullable Object[shape.size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = read(in, depth);
        }
        return shape.make(components);
    }

    private static Object readList(ByteSource in, byte kind, int depth) throws IOException, ClassNotFoundException {
        int size = in.takeCount(1);
        if (kind == FIXED_LIST) {
            var elements = new Object[size];
            for (int i = 0; i < size; i++) {
                elements[i] = present(read(in, depth));
            }
            return List.of(elements);
        }
        var list = new ArrayList<@Nullable Object>(size);
        for (int i = 0; i < size; i++) {
            list.add(read(in, depth));
        }
        return list;
    }

    private static Object readMap(ByteSource in, byte kind, int depth) throws IOException, ClassNotFoundException {
        int size = in.takeCount(2);
        var map = HashMap.<@Nullable Object, @Nullable Object>newHashMap(size);
        for (int i = 0; i < size; i++) {
            Object key = read(in, depth);
            map.put(key, read(in, depth));
        }
        return kind == FIXED_MAP ? Map.copyOf(map) : map;
    }

    private static Object present(@Nullable Object value) throws IOException {
        if (value == null) {
            throw new IOException("null where there can be none");
        }
        return value;
    }
}
