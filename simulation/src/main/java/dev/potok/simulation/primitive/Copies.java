package dev.potok.simulation.primitive;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import dev.potok.simulation.codec.ObjectCodec;
import dev.potok.simulation.environment.CannotCrossException;
import dev.potok.simulation.environment.Environment;

/**
 * Objects as they go between the processes of a virtual machine: as bytes, so that each has a copy of its own; what
 * processes share stays what it is. Used by whoever acts.
 */
public final class Copies {
    private final Map<Integer, Object> shared = new HashMap<>();

    /** Stands for something that is not copied; 0 for the environment. */
    private record Token(int resource) implements Serializable {}

    /** The environment, which every process finds around itself. */
    void surround(Environment environment) {
        shared.put(0, environment);
    }

    /** Lets that one be shared. */
    void share(int resource, Object primitive) {
        shared.put(resource, primitive);
    }

    /** See {@link Party#pack}. */
    public byte[] pack(Object object) {
        return ObjectCodec.encode(object, this::replace);
    }

    /** See {@link Party#unpack}. */
    public Object unpack(byte[] bytes) {
        Object copy = ObjectCodec.decode(bytes,
                each -> each instanceof Token token ? Objects.requireNonNull(shared.get(token.resource)) : each);
        return Objects.requireNonNull(copy);
    }

    private Object replace(Object object) {
        return switch (object) {
            case Environment _ -> new Token(0);
            case CopyingQueue<?> queue -> new Token(queue.resource());
            case Primitive primitive when shared.containsKey(primitive.resource()) -> new Token(primitive.resource());
            case Primitive primitive -> throw bound(primitive.name());
            case OwnedMutex.Lounge lounge when shared.containsKey(lounge.mutex().resource()) -> {
                shared.put(lounge.resource(), lounge); // it goes wherever its mutex may go
                yield new Token(lounge.resource());
            }
            case OwnedMutex.Lounge lounge -> throw bound(lounge.name());
            default -> object;
        };
    }

    private static CannotCrossException bound(String name) {
        return new CannotCrossException("\"" + name
                + "\" belongs to the process that made it and cannot leave it: make it with env.with(\"processes\")");
    }
}
