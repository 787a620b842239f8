package dev.potok.simulation.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

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
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
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
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(ALLOWED);
            return in.readObject();
        } catch (IOException | ClassNotFoundException refused) {
            throw new CannotCrossException("the object cannot be made again here: " + refused.getMessage(), refused);
        }
    }
}
