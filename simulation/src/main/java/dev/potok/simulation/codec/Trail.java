package dev.potok.simulation.codec;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Finds the way from an object to another that it holds, as far as one can look into them, and puts it in words. It goes
 * where Java serialization does: through fields that are not transient, elements, and what lambdas have captured.
 */
final class Trail {
    private static final int MOST_OBJECTS = 100_000;

    /** Objects still to be looked into, nearest first, and all that were found. */
    private final ArrayDeque<Station> line = new ArrayDeque<>();
    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());

    /** An object, the one that holds it, and how. */
    private record Station(Object object, @Nullable Station holder, String step) {}

    private Trail() {}

    /** The object by its class, and a lambda by where it was made. */
    static String describe(Object object) {
        Class<?> type = object.getClass();
        return isLambda(type) ? "a lambda made in " + host(type.getName()) : "a " + type.getTypeName();
    }

    /** What about it is not serializable. */
    static String whyNotSerializable(Object object) {
        Class<?> type = object.getClass();
        if (isLambda(type) && type.getInterfaces().length > 0) {
            return "its interface " + type.getInterfaces()[0].getTypeName() + " is not Serializable";
        }
        return "it is not Serializable";
    }

    private static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.getName().contains("$$Lambda");
    }

    /** A class name without its package, and without what the compiler and the virtual machine have added to it. */
    private static String host(String name) {
        int added = name.indexOf("$$");
        String plain = (added < 0 ? name : name.substring(0, added)).replace('/', '.');
        return plain.substring(plain.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** {@code , field "a" of b.C, captured by the lambda in D as argument 1}; empty if there is no way, or none is seen. */
    @SuppressWarnings("ReferenceEquality") // the very object, and none that only equals it
    static String way(Object root, Object target) {
        var trail = new Trail();
        trail.add(root, null, "");
        for (Station next = trail.line.poll(); next != null; next = trail.line.poll()) {
            if (next.object == target) {
                var words = new StringBuilder();
                for (Station at = next; at != null && at.holder != null; at = at.holder) {
                    words.append(", ").append(at.step);
                }
                return words.toString();
            }
            trail.lookInto(next);
        }
        return "";
    }

    private void add(@Nullable Object object, @Nullable Station holder, String step) {
        if (object != null && found.size() < MOST_OBJECTS && found.add(object)) {
            line.add(new Station(object, holder, step));
        }
    }

    private void lookInto(Station station) {
        Object object = station.object;
        Class<?> type = object.getClass();
        if (!(object instanceof Serializable)) {
            return; // serialization goes no further
        }
        if (isLambda(type)) {
            captured(station);
        } else if (object instanceof Object[] elements) {
            for (int i = 0; i < elements.length; i++) {
                add(elements[i], station, "element " + i + " of a " + type.getTypeName());
            }
        } else if (type.getName().startsWith("java.")) {
            contents(station);
        } else {
            fields(station);
        }
    }

    private void contents(Station station) {
        String of = " of a " + station.object.getClass().getTypeName();
        switch (station.object) {
            case Collection<?> collection -> {
                int number = 0;
                for (Object element : collection) {
                    add(element, station, "element " + number++ + of);
                }
            }
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    Object key = entry.getKey();
                    add(key, station, "a key" + of);
                    add(entry.getValue(), station,
                            (key instanceof String || key instanceof Number ? "under key \"" + key + "\"" : "a value")
                                    + of);
                }
            }
            case AtomicReference<?> reference -> add(reference.get(), station, "value" + of);
            default -> {
                // Nothing of the platform's is opened to us.
            }
        }
    }

    private void captured(Station station) {
        try {
            Method replace = station.object.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            if (replace.invoke(station.object) instanceof SerializedLambda lambda) {
                for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
                    add(lambda.getCapturedArg(i), station,
                            "captured by the lambda in " + host(lambda.getCapturingClass()) + " as argument "
                                    + (i + 1));
                }
            }
        } catch (ReflectiveOperationException | InaccessibleObjectException notOpen) {
            return; // then it is named without the way to it
        }
    }

    private void fields(Station station) {
        for (Class<?> type = station.object.getClass(); type != null && !type.getName().startsWith("java."); type = type
                .getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive()
                        && (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
                    try {
                        field.setAccessible(true);
                        add(field.get(station.object), station,
                                "field \"" + field.getName() + "\" of " + station.object.getClass().getTypeName());
                    } catch (IllegalAccessException | InaccessibleObjectException notOpen) {
                        continue; // the way may lead elsewhere
                    }
                }
            }
        }
    }
}
