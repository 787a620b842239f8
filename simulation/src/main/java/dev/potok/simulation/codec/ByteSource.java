package dev.potok.simulation.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what an {@link ObjectBuffer} has written, and trusts none of it. Confined to one thread. */
final class ByteSource extends InputStream {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;
    private List<RecordShape> shapes = List.of();

    ByteSource(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    int left() {
        return end - at;
    }

    byte peek() {
        return bytes[at];
    }

    private int advance(int count) throws IOException {
        if (count < 0 || count > end - at) {
            throw new EOFException(count + " bytes are announced and " + (end - at) + " are left");
        }
        at += count;
        return at - count;
    }

    byte take() throws IOException {
        return bytes[advance(1)];
    }

    long takeNumber() throws IOException {
        long rest = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = take();
            rest |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return rest >>> 1 ^ -(rest & 1);
            }
        }
        throw new IOException("a number without an end");
    }

    int takeInt() throws IOException {
        long number = takeNumber();
        if (number != (int) number) {
            throw new IOException(number + " where an int is expected");
        }
        return (int) number;
    }

    /** A number of things that take at least so many bytes each, which have to be there. */
    int takeCount(int bytesEach) throws IOException {
        long count = takeNumber();
        if (count < 0 || count > left() / bytesEach) {
            throw new EOFException(count + " values are announced and " + left() + " bytes are left");
        }
        return (int) count;
    }

    long takeEight() throws IOException {
        return (long) LONG.get(bytes, advance(Long.BYTES));
    }

    byte[] takeBytes() throws IOException {
        int from = advance(takeCount(1));
        return Arrays.copyOfRange(bytes, from, at);
    }

    String takeLatin() throws IOException {
        int count = takeCount(1);
        return new String(bytes, advance(count), count, StandardCharsets.ISO_8859_1);
    }

    String takeWide() throws IOException {
        var characters = new char[takeCount(2)];
        for (int i = 0; i < characters.length; i++) {
            int from = advance(2);
            characters[i] = (char) (bytes[from] << 8 | bytes[from + 1] & 0xff);
        }
        return new String(characters);
    }

    void know(RecordShape shape) {
        if (shapes.isEmpty()) {
            shapes = new ArrayList<>();
        }
        shapes.add(shape);
    }

    RecordShape known(int number) throws IOException {
        if (number < 0 || number >= shapes.size()) {
            throw new IOException("a record of a class that was not named");
        }
        return shapes.get(number);
    }

    @Override
    public int read() {
        return at < end ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int count) {
        if (at == end && count > 0) {
            return -1;
        }
        int taken = Math.min(count, end - at);
        System.arraycopy(bytes, at, target, from, taken);
        at += taken;
        return taken;
    }

    @Override
    public int available() {
        return left();
    }
}
