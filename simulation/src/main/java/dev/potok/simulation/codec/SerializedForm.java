package dev.potok.simulation.codec;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.CannotCrossException;

/**
 * Objects by Java serialization. Both ends are of one program, so a class is named and not described: that is shorter, and
 * reading it is four times as fast as where fields have to be matched.
 */
final class SerializedForm {
    private static final Map<String, Class<?>> PRIMITIVES = Stream
            .of(boolean.class, byte.class, char.class, short.class,
                    int.class, long.class, float.class, double.class, void.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, type -> type));

    /** By name of the class, those that were let in: asking the class loader takes longer than all else of a small object. */
    private static final Map<String, ObjectStreamClass> KNOWN = new ConcurrentHashMap<>();

    private SerializedForm() {}

    /**
     * Writes the object.
     *
     * @throws CannotCrossException if it cannot be; the buffer is of no use then
     */
    static void write(Object object, ObjectBuffer buffer, UnaryOperator<Object> replace) {
        try (var out = new Out(buffer, false, replace)) {
            out.writeObject(object);
        } catch (CannotCrossException tooLarge) {
            throw tooLarge;
        } catch (IOException | RuntimeException | StackOverflowError refused) {
            throw new CannotCrossException(reason(object, refused, replace), refused);
        }
    }

    /** Writes it once more, to nowhere, to see at what object it stops; then looks for the way to that. */
    private static String reason(Object root, Throwable refused, UnaryOperator<Object> replace) {
        Object culprit = root;
        if (!(refused instanceof StackOverflowError)) {
            try (var out = new Out(OutputStream.nullOutputStream(), true, replace)) {
                try {
                    out.writeObject(root);
                } catch (IOException | RuntimeException again) {
                    culprit = out.lastBefore(again);
                }
            } catch (IOException impossible) {
                throw new IllegalStateException("nowhere has no room", impossible);
            }
        }
        String what = Trail.describe(culprit) + Trail.way(root, culprit) + " cannot go to another process";
        return switch (refused) {
            case NotSerializableException _ -> what + ", for " + Trail.whyNotSerializable(culprit)
                    + "; send what it can be made of again there";
            case InvalidClassException notLetIn -> what + ": " + notLetIn.getMessage();
            case StackOverflowError _ -> what + ", for what it holds is nested too deeply; send it in parts";
            default -> what + ", for it refuses to be written: " + refused;
        };
    }

    /**
     * Reads the object, and the kind before it.
     *
     * @throws InvalidClassException if a class is not let in, or there is too much
     */
    static @Nullable Object read(ByteSource source, UnaryOperator<Object> resolve)
            throws IOException, ClassNotFoundException {
        int length = source.left();
        byte ignored = source.take();
        var gate = new Gate(length);
        try (var in = new In(source, resolve)) {
            in.setObjectInputFilter(gate);
            return in.readObject();
        } catch (InvalidClassException rejected) {
            String reason = gate.reason();
            throw reason == null ? rejected : new InvalidClassException(reason);
        }
    }

    private static final class Out extends ObjectOutputStream {
        /** All objects in the order in which they were begun, if watched. */
        private final List<Object> begun = new ArrayList<>();
        private final boolean watched;
        private final UnaryOperator<Object> replace;

        Out(OutputStream target, boolean watched, UnaryOperator<Object> replace) throws IOException {
            super(target);
            this.watched = watched;
            this.replace = replace;
            enableReplaceObject(true);
        }

        @Override
        protected void writeStreamHeader() {
            // The kind before it says what it is.
        }

        @Override
        protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
            writeUTF(description.getName());
        }

        @Override
        protected void annotateClass(Class<?> type) throws IOException {
            if (!Gate.letsIn(type)) {
                throw Gate.refused(type.getName());
            }
        }

        @Override
        protected void annotateProxyClass(Class<?> type) throws IOException {
            throw Gate.refused("a proxy class");
        }

        @Override
        protected Object replaceObject(Object object) {
            if (watched) {
                begun.add(object);
            }
            return replace.apply(object);
        }

        /** The object that was begun last; the stream has also begun to write what it stopped for, which does not count. */
        @SuppressWarnings("ReferenceEquality") // the very exception, and not one that calls itself equal
        Object lastBefore(Exception thrown) {
            for (int i = begun.size() - 1; i > 0; i--) {
                if (begun.get(i) == thrown) {
                    return begun.get(i - 1);
                }
            }
            return begun.getLast();
        }
    }

    private static final class In extends ObjectInputStream {
        private final UnaryOperator<Object> resolve;

        In(ByteSource source, UnaryOperator<Object> resolve) throws IOException {
            super(source);
            this.resolve = resolve;
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) {
            return resolve.apply(object);
        }

        @Override
        protected void readStreamHeader() {
            // There is none.
        }

        @Override
        protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
            String name = readUTF();
            ObjectStreamClass known = KNOWN.get(name);
            return known != null ? known : find(name);
        }

        private static ObjectStreamClass find(String name) throws IOException, ClassNotFoundException {
            Class<?> type = PRIMITIVES.get(name);
            if (type == null) {
                type = Class.forName(name, false, SerializedForm.class.getClassLoader());
            }
            if (!Gate.letsIn(type)) {
                throw Gate.refused(name);
            }
            ObjectStreamClass description = ObjectStreamClass.lookupAny(type);
            KNOWN.put(name, description);
            return description;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
            Class<?> type = description.forClass();
            if (type == null) {
                throw new ClassNotFoundException(description.getName());
            }
            return type;
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
            throw Gate.refused("a proxy class");
        }
    }
}
