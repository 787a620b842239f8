package dev.potok.simulation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.environment.CannotCrossException;

@Timeout(120)
class ObjectCodecTest {
    record Flat(int number, long large, double real, boolean flag, String text, @Nullable Integer boxed, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Flat(var n, var l, var r, var f, var t, var x, var b) && n == number && l == large
                    && Double.compare(r, real) == 0 && f == flag && t.equals(text) && java.util.Objects.equals(x, boxed)
                    && Arrays.equals(b, bytes);
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    private record Hidden(String text, int number) {}

    private record Choosy(int number) {
        Choosy {
            if (number < 0) {
                throw new IllegalArgumentException("nothing below zero");
            }
        }
    }

    private record Pair(@Nullable Object left, @Nullable Object right) implements Serializable {}

    enum Colour {
        RED, GREEN
    }

    interface Task extends Serializable {
        Object run();
    }

    static final class Node implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String name;
        private @Nullable Node next;
        @SuppressWarnings({"serial", "UnusedVariable"}) // what is not serializable in it is what some tests are about
        private @Nullable Object load;

        Node(String name) {
            this.name = name;
        }
    }

    @SuppressWarnings("unchecked") // a copy is of the same class
    private static <T> T copy(T object) {
        return (T) ObjectCodec.decode(ObjectCodec.encode(object));
    }

    static Stream<Object> values() {
        var map = new HashMap<String, Object>();
        map.put("a", 1);
        map.put(null, new Hidden("b", 2));
        return Stream.of("", "plain", "\u00ff\u0000", "Привет", "\ud83d\ude00 and half: \ud83d", "x".repeat(100_000), 0,
                -1,
                Integer.MAX_VALUE, Integer.MIN_VALUE, 0L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, -0.0, Double.NaN,
                Double.MIN_VALUE, 1e300, true, false, new Hidden("", 0),
                new Flat(-5, 1L << 60, 0.1, true, "текст", null, new byte[] {1, 2}),
                new Flat(5, -1, -0.1, false, "text", 7, new byte[0]), List.of(), List.of(1), List.of(1, "two", 3.0),
                new ArrayList<>(Arrays.asList(1, null, List.of("deep"))), Map.of(), Map.of("k", "v"),
                Map.of("k", 1, "l", 2, "m", List.of(3)), map, new Pair(new Pair(null, 1), List.of(new Pair(2, 3))),
                // by serialization:
                'c', (short) 3, 2.5f, new BigInteger("123456789012345678901234567890"), Duration.ofMillis(7),
                Colour.GREEN,
                new LinkedHashMap<>(Map.of("x", Colour.RED)), Collections.nCopies(5, "n"), TimeUnit.SECONDS,
                new UUID(1, 2), new Pair(Colour.RED, Locale.ENGLISH), Stream.of(1, null).toList(), int.class,
                String[].class,
                Arrays.asList("a", "b"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void what_comes_out_is_what_went_in(Object value) {
        Object copy = copy(value);
        assertThat(copy).isEqualTo(value);
        assertThat(copy.getClass()).isEqualTo(value.getClass());
    }

    @Test
    void null_and_arrays_come_out_too() {
        assertThat(ObjectCodec.decode(ObjectCodec.encode(null))).isNull();
        byte[] bytes = new byte[] {0, -1, 127};
        assertThat(copy(bytes)).isNotSameAs(bytes).isEqualTo(bytes);
        assertThat(copy(new int[] {1, 2})).containsExactly(1, 2);
        assertThat(copy(new long[1000])).hasSize(1000);
        assertThat(copy(new String[][] {{"a"}, null})).isDeepEqualTo(new String[][] {{"a"}, null});
    }

    @Test
    void plain_values_are_compact() {
        assertThat(ObjectCodec.encode(5)).hasSize(2);
        assertThat(ObjectCodec.encode(-5L)).hasSize(2);
        assertThat(ObjectCodec.encode("plain")).hasSize(7);
        assertThat(ObjectCodec.encode(new byte[50])).hasSize(52);
        int one = ObjectCodec.encode(List.of(new Hidden("", 0))).length;
        assertThat(ObjectCodec.encode(List.of(new Hidden("", 0), new Hidden("", 0)))).as("the class is named once")
                .hasSize(one + 6);
    }

    @Test
    void a_part_of_an_array_and_a_buffer_serve_too() {
        var buffer = new ObjectBuffer();
        ObjectCodec.encode("something longer", buffer);
        ObjectCodec.encode("short", buffer);
        byte[] wide = new byte[100];
        System.arraycopy(buffer.bytes(), 0, wide, 40, buffer.length());
        assertThat(ObjectCodec.decode(wide, 40, buffer.length())).isEqualTo("short");
        assertThatThrownBy(() -> ObjectCodec.encode(new Object(), buffer)).isInstanceOf(CannotCrossException.class);
        assertThat(buffer.length()).as("what is left of it").isZero();
        assertThatThrownBy(() -> ObjectCodec.decode(wide, 90, 11)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void circles_and_shared_objects_keep_their_shape() {
        var one = new Node("one");
        var two = new Node("two");
        one.next = two;
        two.next = one;
        Node copy = copy(one);
        assertThat(copy.name).isEqualTo("one");
        assertThat(java.util.Objects.requireNonNull(copy.next).next).isSameAs(copy);
        var list = new ArrayList<Object>();
        list.add(list);
        List<Object> round = copy(list);
        assertThat(round.get(0)).isSameAs(round);
    }

    @Test
    void lambdas_go_with_what_they_capture() {
        var node = new Node("captured");
        int number = 42;
        Task task = () -> node.name + number;
        assertThat(copy(task).run()).isEqualTo("captured42");
    }

    @Test
    void exceptions_go_too() {
        Throwable copy = copy(new java.io.UncheckedIOException(new IOException("disk")));
        assertThat(copy).isInstanceOf(java.io.UncheckedIOException.class).hasRootCauseMessage("disk");
    }

    private static String refusal(Object object) {
        return catchThrowable(() -> ObjectCodec.encode(object)).getMessage();
    }

    private static CannotCrossException catchThrowable(Runnable task) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(CannotCrossException.class, task::run);
    }

    @Test
    void what_cannot_leave_is_named_with_the_way_to_it() {
        InputStream stream = new ByteArrayInputStream(new byte[1]);
        Task task = () -> stream;
        assertThat(refusal(task))
                .isEqualTo("a java.io.ByteArrayInputStream, captured by the lambda in ObjectCodecTest as "
                        + "argument 1 cannot go to another process, for it is not Serializable; send what it can be made of again there");

        var node = new Node("holds");
        node.load = stream;
        Task deeper = () -> node;
        assertThat(refusal(deeper)).startsWith("a java.io.ByteArrayInputStream, field \"load\" of "
                + Node.class.getTypeName() + ", captured by the lambda in ObjectCodecTest as argument 1 cannot go");

        node.load = new Object[] {1, new ArrayList<>(List.of(new LinkedHashMap<>(Map.of("key", stream))))};
        assertThat(refusal(node))
                .startsWith("a java.io.ByteArrayInputStream, under key \"key\" of a java.util.LinkedHashMap, "
                        + "element 0 of a java.util.ArrayList, element 1 of a java.lang.Object[], field \"load\" of ");

        assertThat(refusal(stream)).startsWith("a java.io.ByteArrayInputStream cannot go to another process");
        assertThat(refusal(new Pair(1, stream))).contains("field \"right\" of " + Pair.class.getTypeName());
    }

    @Test
    void a_lambda_that_is_no_serializable_one_is_said_so() {
        Supplier<String> supplier = () -> "x";
        assertThat(refusal(new Pair(supplier, 1))).startsWith("a lambda made in ObjectCodecTest, field \"left\" of ")
                .contains("for its interface java.util.function.Supplier is not Serializable");
    }

    @Test
    void what_would_not_be_let_in_does_not_leave() {
        var node = new Node("locked");
        node.load = new ReentrantLock();
        assertThat(refusal(node)).startsWith("a java.util.concurrent.locks.ReentrantLock, field \"load\" of "
                + Node.class.getTypeName() + " cannot go to another process: java.util.concurrent.locks.ReentrantLock")
                .contains("is not let in; only classes of dev.potok.*, java.lang,");
        assertThat(refusal(java.lang.reflect.Proxy.newProxyInstance(ObjectCodecTest.class.getClassLoader(),
                new Class<?>[] {Task.class},
                (java.lang.reflect.InvocationHandler & Serializable) (proxy, method, all) -> 1)))
                .contains("proxy");
    }

    static final class Stubborn implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("not today");
        }
    }

    static final class Nested implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(ObjectCodec.encode("within").length);
        }
    }

    @Test
    void what_refuses_to_be_written_is_told_too() {
        assertThat(refusal(new Pair(new Stubborn(), Colour.RED))).contains("Stubborn, field \"left\"")
                .contains("not today");
        var chain = new Node("first");
        for (int i = 0; i < 100_000; i++) {
            var before = new Node("n");
            before.next = chain;
            chain = before;
        }
        assertThat(refusal(chain)).contains("nested too deeply");
        assertThat(refusal(new byte[ObjectCodec.MOST_BYTES])).contains("" + ObjectCodec.MOST_BYTES);
        assertThat(refusal(List.of(new byte[ObjectCodec.MOST_BYTES], Colour.RED))).contains("too large");
        assertThat(ObjectCodec.encode(new Nested())).isNotEmpty();
        assertThat(catchThrowable(() -> ObjectCodec.encode(new Object()))).hasRootCauseInstanceOf(
                NotSerializableException.class);
    }

    @Test
    void what_cannot_come_in_is_said_in_a_sentence() {
        byte[] record = ObjectCodec.encode(new Choosy(1));
        record[record.length - 1] = 1; // minus one
        assertThat(refusedBytes(record)).contains("nothing below zero");
        byte[] unknown = ObjectCodec.encode(new Hidden("", 1));
        unknown[20] = 'X';
        assertThat(refusedBytes(unknown)).contains("there is no class dev.potok.");
        byte[] foreign = ObjectCodec.encode(new Node("a"));
        byte[] ours = Node.class.getName().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = new String(foreign, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(Node.class.getName());
        byte[] theirs = "java.util.concurrent.locks.ReentrantLock"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] changed = new byte[foreign.length - ours.length + theirs.length];
        System.arraycopy(foreign, 0, changed, 0, at);
        changed[at - 1] = (byte) theirs.length;
        System.arraycopy(theirs, 0, changed, at, theirs.length);
        System.arraycopy(foreign, at + ours.length, changed, at + theirs.length, foreign.length - at - ours.length);
        assertThat(refusedBytes(changed)).contains("ReentrantLock is not let in");
        assertThat(refusedBytes(new byte[0])).contains("0 bytes");
        assertThat(refusedBytes(Arrays.copyOf(ObjectCodec.encode("abc"), 6))).contains("not those of an object");
        assertThat(refusedBytes(Arrays.copyOf(ObjectCodec.encode(5), 3))).contains("left over");
        var chain = new Node("first");
        for (int i = 0; i < 300; i++) {
            var before = new Node("n");
            before.next = chain;
            chain = before;
        }
        assertThat(refusedBytes(ObjectCodec.encode(chain))).contains("nested more than 200 deep");
    }

    private static String refusedBytes(byte[] bytes) {
        return catchThrowable(() -> ObjectCodec.decode(bytes)).getMessage();
    }

    @Test
    void a_million_names_in_damaged_bytes_ask_for_no_memory() {
        byte[] announced = {10, -2, -1, -1, -1, 15, 1};
        assertThat(refusedBytes(announced)).contains("announced");
        byte[] array = ObjectCodec.encode(new long[3]);
        array[array.length - 3 * 8 - 4] = 0x7f; // the length of the array, two thousand million
        assertThat(refusedBytes(array)).contains("arrays are larger");
    }

    private static void damage(Random random, List<byte[]> originals) {
        byte[] bytes = originals.get(random.nextInt(originals.size())).clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            switch (random.nextInt(4)) {
                case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 5));
                default -> {
                    byte[] other = originals.get(random.nextInt(originals.size()));
                    int from = random.nextInt(other.length);
                    int to = random.nextInt(bytes.length);
                    int count = random.nextInt(Math.min(other.length - from, bytes.length - to) + 1);
                    System.arraycopy(other, from, bytes, to, count);
                }
            }
        }
        try {
            ObjectCodec.decode(bytes); // some damage changes only a value
        } catch (CannotCrossException refused) {
            assertThat(refused.getMessage()).doesNotContain("\n").isNotBlank();
        } catch (Throwable wrong) {
            throw new AssertionError("not refused but broken by " + Arrays.toString(bytes), wrong);
        }
    }

    private static List<byte[]> originals() {
        var node = new Node("a");
        node.next = new Node("b");
        node.load = new LinkedHashMap<>(Map.of("k", new int[] {1, 2, 3}, "l", Colour.RED, "m", new String[] {"x"}));
        Task task = () -> node;
        return Stream.concat(values(), Stream.of(node, task, new long[20], new IOException("x", new Exception("y"))))
                .filter(value -> !(value instanceof String text && text.length() > 1000)).map(ObjectCodec::encode)
                .toList();
    }

    @Test
    void damaged_bytes_are_refused_or_are_something_else() {
        var random = new Random(); // the bytes that it made are told
        List<byte[]> originals = originals();
        for (int i = 0; i < 8_000; i++) {
            damage(random, originals);
        }
        for (byte[] original : originals) {
            for (int length = 0; length < original.length; length++) {
                byte[] cut = Arrays.copyOf(original, length);
                assertThatExceptionOfType(CannotCrossException.class).isThrownBy(() -> ObjectCodec.decode(cut));
            }
        }
    }

    @Test
    @Tag("stress")
    void damaged_bytes_are_refused_for_long() {
        var random = new Random(); // the bytes that it made are told
        List<byte[]> originals = originals();
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40); System.nanoTime() - end < 0;) {
            damage(random, originals);
        }
    }
}
