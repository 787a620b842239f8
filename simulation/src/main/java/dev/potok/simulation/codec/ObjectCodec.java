package dev.potok.simulation.codec;

import java.io.IOException;
import java.io.InvalidClassException;
import java.util.Objects;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.CannotCrossException;

/**
 * Turns objects into bytes and back. Any thread may call it; each keeps a buffer for itself.
 *
 * <p>
 * Null, byte arrays, strings, {@code Boolean}, {@code Integer}, {@code Long} and {@code Double} have a compact form, and so
 * have records of ours, and lists ({@code ArrayList}, {@code List.of}) and maps ({@code HashMap}, {@code Map.of}), as long
 * as they consist of nothing but such values; a value that is met twice is there twice then. Such a record need not be
 * serializable, and is made again by its constructor. All else goes by Java serialization, lambdas and shared or circular
 * references included, and must consist of classes that are {@linkplain Gate let in}.
 */
public final class ObjectCodec {
    /** How many bytes an object has at most. */
    public static final int MOST_BYTES = 64 << 20;

    /** Between messages nobody keeps a larger buffer than this. */
    private static final int KEPT_BYTES = 1 << 20;

    /** Taken out while it is in use, for an object may encode others while it is written. */
    private static final ThreadLocal<@Nullable ObjectBuffer> SPARE = new ThreadLocal<>();

    private ObjectCodec() {}

    /**
     * The object as bytes, {@code null} included.
     *
     * @throws CannotCrossException if it, or what it holds, is not serializable or not let in where it would go, or is too
     *                              large; it names what that is and the way to it
     */
    public static byte[] encode(@Nullable Object object) {
        return encode(object, UnaryOperator.identity());
    }

    /**
     * The same, with some objects replaced on their way by others that stand for them; values that have a compact form are
     * never.
     *
     * @param replace gives what goes in place of an object, or the object itself
     */
    public static byte[] encode(@Nullable Object object, UnaryOperator<Object> replace) {
        ObjectBuffer spare = SPARE.get();
        ObjectBuffer buffer = spare == null ? new ObjectBuffer() : spare;
        SPARE.set(null);
        encode(object, buffer, replace);
        byte[] bytes = buffer.toBytes();
        if (buffer.bytes().length <= KEPT_BYTES && !Thread.currentThread().isVirtual()) {
            SPARE.set(buffer);
        }
        return bytes;
    }

    /** The same into a buffer, in place of what was in it; if this throws, there is nothing in it. */
    public static void encode(@Nullable Object object, ObjectBuffer buffer) {
        encode(object, buffer, UnaryOperator.identity());
    }

    private static void encode(@Nullable Object object, ObjectBuffer buffer, UnaryOperator<Object> replace) {
        buffer.clear();
        boolean done = false;
        try {
            if (!CompactForm.write(object, buffer)) {
                buffer.clear();
                buffer.put(CompactForm.SERIALIZED);
                SerializedForm.write(Objects.requireNonNull(object), buffer, replace);
            }
            done = true;
        } finally {
            if (!done) {
                buffer.clear();
            }
        }
    }

    /**
     * The object that {@link #encode} made these bytes of, or rather a copy of it.
     *
     * @throws CannotCrossException if they are no such bytes, or are of a class that is not known or not let in here
     */
    public static @Nullable Object decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /**
     * The same, with what stands for others given back.
     *
     * @param resolve gives what an object stands for, or the object itself
     */
    public static @Nullable Object decode(byte[] bytes, UnaryOperator<Object> resolve) {
        return decode(bytes, 0, bytes.length, resolve);
    }

    /** The same, of a part of an array. */
    public static @Nullable Object decode(byte[] bytes, int from, int length) {
        return decode(bytes, from, length, UnaryOperator.identity());
    }

    private static @Nullable Object decode(byte[] bytes, int from, int length, UnaryOperator<Object> resolve) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        try {
            if (length > MOST_BYTES) {
                throw new IOException("an object has at most " + MOST_BYTES);
            }
            var in = new ByteSource(bytes, from, length);
            Object object = in.left() > 0 && in.peek() == CompactForm.SERIALIZED ? SerializedForm.read(in, resolve)
                    : CompactForm.read(in);
            if (in.left() > 0) {
                throw new IOException(in.left() + " are left over");
            }
            return object;
        } catch (ClassNotFoundException unknown) {
            throw new CannotCrossException("an object cannot be made again here: there is no class "
                    + printable(String.valueOf(unknown.getMessage())), unknown);
        } catch (InvalidClassException refused) {
            throw new CannotCrossException("an object cannot be made again here: "
                    + printable(String.valueOf(refused.getMessage())), refused);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | AssertionError damaged) {
            // Errors of the last kinds come from the code of the classes that are made, out of values that cannot be.
            throw damaged instanceof CannotCrossException known ? known
                    : new CannotCrossException("these " + length + " bytes are not those of an object: "
                            + printable(damaged.toString()), damaged);
        }
    }

    /** Text out of bytes that may be anything, as a part of a sentence. */
    private static String printable(String text) {
        String plain = text.replaceAll("\\p{C}", "?");
        return plain.length() <= 300 ? plain : plain.substring(0, 300) + "…";
    }
}
