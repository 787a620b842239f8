package dev.potok.simulation.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.CannotCrossException;

/** Turns objects into bytes and back. Any thread may call it; it keeps nothing between calls. */
public final class ObjectCodec {
    private static final ObjectInputFilter ALLOWED = ObjectInputFilter.Config.createFilter(
            "maxdepth=100;maxrefs=1000000;maxarray=67108864;dev.potok.**;java.lang.*;java.lang.invoke.SerializedLambda;"
                    + "java.math.*;java.time.*;java.util.*;java.util.concurrent.atomic.*;!*");

    private ObjectCodec() {}

    /**
     * The object as bytes, {@code null} included.
     *
     * @throws CannotCrossException if it, or what it holds, is not serializable
     */
    public static byte[] encode(@Nullable Object object) {
        return encode(object, UnaryOperator.identity());
    }

    /**
     * The same, with some objects replaced on their way by others that stand for them.
     *
     * @param replace gives what goes in place of an object, or the object itself
     */
    public static byte[] encode(@Nullable Object object, UnaryOperator<Object> replace) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new Replacing(bytes, replace)) {
            out.writeObject(object);
        } catch (IOException refused) {
            throw new CannotCrossException(refused.getMessage() + " cannot leave its process", refused);
        }
        return bytes.toByteArray();
    }

    /**
     * The object that {@link #encode} made these bytes of, or rather a copy of it.
     *
     * @throws CannotCrossException if they are no such bytes, or are of a class that is not known or not let in here
     */
    public static @Nullable Object decode(byte[] bytes) {
        return decode(bytes, UnaryOperator.identity());
    }

    /**
     * The same, with what stands for others given back.
     *
     * @param resolve gives what an object stands for, or the object itself
     */
    public static @Nullable Object decode(byte[] bytes, UnaryOperator<Object> resolve) {
        try (var in = new Resolving(new ByteArrayInputStream(bytes), resolve)) {
            in.setObjectInputFilter(ALLOWED);
            return in.readObject();
        } catch (IOException | ClassNotFoundException refused) {
            throw new CannotCrossException("the object cannot be made again here: " + refused.getMessage(), refused);
        }
    }

    private static final class Replacing extends ObjectOutputStream {
        private final UnaryOperator<Object> replace;

        Replacing(OutputStream out, UnaryOperator<Object> replace) throws IOException {
            super(out);
            this.replace = replace;
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            return replace.apply(object);
        }
    }

    private static final class Resolving extends ObjectInputStream {
        private final UnaryOperator<Object> resolve;

        Resolving(InputStream in, UnaryOperator<Object> resolve) throws IOException {
            super(in);
            this.resolve = resolve;
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) {
            return resolve.apply(object);
        }
    }
}
