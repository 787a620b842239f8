package dev.potok.simulation.codec;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.lang.invoke.SerializedLambda;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Tells which classes may come in by Java serialization, and how much of them: ours, and those of {@code java.lang},
 * {@code java.math}, {@code java.time}, {@code java.util} and {@code java.util.concurrent.atomic} themselves, and the
 * platform's exceptions. Who writes asks it too, so that nothing leaves that would not be let in.
 *
 * <p>
 * An array is made before its elements are read. So that damaged bytes cannot ask for more memory than there is, all arrays
 * together may have no more bytes, or references, than twice the bytes they come from, and a thousand to begin with: each
 * element takes at least its own size there, and a hash table is sparser than what it holds.
 */
final class Gate implements ObjectInputFilter {
    /** How the names of our own classes begin. */
    static final String OURS = "dev.potok.";

    private static final int DEEPEST = 200;
    private static final int AT_FIRST = 1024;
    private static final Set<String> PACKAGES = Set.of("java.lang", "java.math", "java.time", "java.util",
            "java.util.concurrent.atomic");

    private static final ClassValue<Boolean> LET_IN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            Class<?> element = type;
            while (element.isArray()) {
                element = element.getComponentType();
            }
            return element.isPrimitive() || element.getName().startsWith(OURS)
                    || PACKAGES.contains(element.getPackageName()) || element == SerializedLambda.class
                    || TimeUnit.class.isAssignableFrom(element)
                    || Throwable.class.isAssignableFrom(element) && element.getName().startsWith("java.");
        }
    };

    private final long most;
    private long claimed;
    private @Nullable String reason;

    /** For one stream of so many bytes. */
    Gate(int bytes) {
        most = AT_FIRST + 2L * bytes;
    }

    static boolean letsIn(Class<?> type) {
        return LET_IN.get(type);
    }

    static InvalidClassException refused(String name) {
        return new InvalidClassException(name + " is not let in; only classes of " + OURS + "*, "
                + String.join(", ", PACKAGES.stream().sorted().toList()) + " are");
    }

    @Override
    public Status checkInput(FilterInfo info) {
        Class<?> type = info.serialClass();
        if (info.arrayLength() > 0) {
            long size = type != null && type.isArray() ? bytesOf(type.getComponentType()) : 1;
            claimed += info.arrayLength() * size;
        }
        if (info.depth() > DEEPEST) {
            reason = "its parts are nested more than " + DEEPEST + " deep";
        } else if (claimed > most) {
            reason = "its arrays are larger than what they would be made of";
        } else if (type != null && !letsIn(type)) {
            reason = refused(type.getName()).getMessage();
        }
        return reason == null ? Status.ALLOWED : Status.REJECTED;
    }

    /** Why something was rejected, or null if nothing was. */
    @Nullable
    String reason() {
        return reason;
    }

    private static int bytesOf(Class<?> element) {
        if (element == long.class || element == double.class) {
            return Long.BYTES;
        }
        if (element == int.class || element == float.class) {
            return Integer.BYTES;
        }
        return element == short.class || element == char.class ? Short.BYTES : 1;
    }
}
