package dev.potok.simulation.codec;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

import dev.potok.simulation.environment.CannotCrossException;

/**
 * The bytes of an object in an array that grows and is used again. Confined to one thread at a time.
 *
 * @see ObjectCodec#encode(Object, ObjectBuffer)
 */
public final class ObjectBuffer extends OutputStream {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[256];
    private int length;
    /** Records whose class has been named in these bytes, in the order of their first appearance. */
    private final RecordShape[] shapes = new RecordShape[16];
    private int shapeCount;

    /** An empty buffer. */
    public ObjectBuffer() {
        // The fields have it all.
    }

    /** The array that the bytes are in, from 0 on; valid until something else is put into the buffer. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** A copy of them. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
        Arrays.fill(shapes, 0, shapeCount, null);
        shapeCount = 0;
    }

    /** The number under which the class was named before, or -1, and then it has one from now on if there is room. */
    int number(RecordShape shape) {
        for (int i = 0; i < shapeCount; i++) {
            if (shapes[i] == shape) {
                return i;
            }
        }
        if (shapeCount < shapes.length) {
            shapes[shapeCount++] = shape;
        }
        return -1;
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            long wanted = (long) length + more;
            if (wanted > ObjectCodec.MOST_BYTES) {
                throw new CannotCrossException("an object of " + wanted
                        + " bytes or more is too large to go to another process, an object has at most "
                        + ObjectCodec.MOST_BYTES + "; send it in parts");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(wanted, 2L * bytes.length), ObjectCodec.MOST_BYTES));
        }
    }

    void put(byte value) {
        reserve(1);
        bytes[length++] = value;
    }

    /** A number in as few bytes as its size needs, seven bits each, the lowest first; small negative ones are short too. */
    void putNumber(long number) {
        reserve(10);
        long rest = number << 1 ^ number >> 63;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void putEight(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
    }

    void putBytes(byte[] source) {
        putNumber(source.length);
        write(source, 0, source.length);
    }

    /** All characters, whether or not they are in pairs as they should; one byte each if all are of Latin-1. */
    @SuppressWarnings("deprecation") // this getBytes takes the lower half of each character, which is all there is to them
    void putText(byte latinTag, byte wideTag, String text) {
        int count = text.length();
        boolean latin = true;
        for (int i = 0; i < count && latin; i++) {
            latin = text.charAt(i) < 0x100;
        }
        put(latin ? latinTag : wideTag);
        putNumber(count);
        reserve(latin ? count : Math.multiplyExact(2, count));
        if (latin) {
            text.getBytes(0, count, bytes, length);
            length += count;
        } else {
            for (int i = 0; i < count; i++) {
                char next = text.charAt(i);
                bytes[length++] = (byte) (next >> 8);
                bytes[length++] = (byte) next;
            }
        }
    }

    @Override
    public void write(int value) {
        put((byte) value);
    }

    @Override
    public void write(byte[] source, int from, int count) {
        Objects.checkFromIndexSize(from, count, source.length);
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }
}
