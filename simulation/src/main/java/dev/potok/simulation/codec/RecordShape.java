package dev.potok.simulation.codec;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** How a class of records is taken apart and put together; found out once for each. Immutable. */
final class RecordShape {
    /** Records with more components have no compact form. */
    private static final int MOST_COMPONENTS = 32;

    private static final ClassValue<@Nullable RecordShape> OF_CLASS = new ClassValue<>() {
        @Override
        protected @Nullable RecordShape computeValue(Class<?> type) {
            return find(type);
        }
    };
    /** By name of the class, those that have been asked for. */
    private static final Map<String, RecordShape> NAMED = new ConcurrentHashMap<>();

    private final byte[] name;
    private final Kind[] kinds;
    /** Each takes an object and returns one of the four primitive types or an object. */
    private final MethodHandle[] accessors;
    /** Takes an array of objects and returns an object. */
    private final MethodHandle constructor;

    /** In what a component is held. */
    enum Kind {
        INT, LONG, DOUBLE, BOOLEAN, OBJECT
    }

    private RecordShape(Class<?> type, MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        name = type.getName().getBytes(StandardCharsets.ISO_8859_1);
        kinds = new Kind[components.length];
        accessors = new MethodHandle[components.length];
        for (int i = 0; i < components.length; i++) {
            Class<?> held = components[i].getType();
            kinds[i] = held == int.class ? Kind.INT : held == long.class ? Kind.LONG
                    : held == double.class ? Kind.DOUBLE : held == boolean.class ? Kind.BOOLEAN : Kind.OBJECT;
            accessors[i] = lookup.unreflect(components[i].getAccessor()).asType(
                    MethodType.methodType(kinds[i] == Kind.OBJECT ? Object.class : held, Object.class));
        }
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                .asSpreader(Object[].class, components.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    /** The shape of a class of records, or null if it has no compact form. */
    static @Nullable RecordShape of(Class<?> type) {
        return OF_CLASS.get(type);
    }

    /**
     * The shape of the class of that name.
     *
     * @throws ClassNotFoundException if there is none
     * @throws IOException            if it is no class of ours, or none of records
     */
    static RecordShape named(String name) throws IOException, ClassNotFoundException {
        RecordShape shape = NAMED.get(name);
        if (shape == null) {
            if (!name.startsWith(Gate.OURS)) {
                throw Gate.refused(name);
            }
            shape = of(Class.forName(name, false, RecordShape.class.getClassLoader()));
            if (shape == null) {
                throw new IOException("a record of " + name + ", which is none");
            }
            NAMED.put(name, shape);
        }
        return shape;
    }

    private static @Nullable RecordShape find(Class<?> type) {
        if (!type.isRecord() || !type.getName().startsWith(Gate.OURS) || replacesItself(type)
                || type.getRecordComponents().length > MOST_COMPONENTS
                || type.getName().chars().anyMatch(letter -> letter > 0xff)) {
            return null;
        }
        try {
            if (Class.forName(type.getName(), false, RecordShape.class.getClassLoader()) != type) {
                return null;
            }
            return new RecordShape(type, MethodHandles.privateLookupIn(type, MethodHandles.lookup()));
        } catch (ReflectiveOperationException notOpen) {
            return null; // its module does not let us in, or it is of another loader: serialization may still do
        }
    }

    private static boolean replacesItself(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.getParameterCount() == 0
                && (method.getName().equals("writeReplace") || method.getName().equals("readResolve")));
    }

    /** The name of the class, in Latin-1. The array is ours. */
    byte[] name() {
        return name;
    }

    int size() {
        return kinds.length;
    }

    Kind kind(int index) {
        return kinds[index];
    }

    int intAt(int index, Object record) {
        try {
            return (int) accessors[index].invokeExact(record);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long longAt(int index, Object record) {
        try {
            return (long) accessors[index].invokeExact(record);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    double doubleAt(int index, Object record) {
        try {
            return (double) accessors[index].invokeExact(record);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    boolean booleanAt(int index, Object record) {
        try {
            return (boolean) accessors[index].invokeExact(record);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    @Nullable
    Object objectAt(int index, Object record) {
        try {
            return (Object) accessors[index].invokeExact(record);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    /** A record of these components; an unchecked exception if they are of other types, or it refuses them. */
    Object make(@Nullable Object[] components) {
        try {
            return (Object) constructor.invokeExact(components);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    private static RuntimeException failed(Throwable thrown) {
        switch (thrown) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        }
    }
}
