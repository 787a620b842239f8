package dev.potok.simulation.trace.file;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Puts together one chunk after another in memory that is used again. Used by one thread at a time.
 *
 * <p>
 * A number is written seven bits a byte, the lowest first, with the eighth bit set in all bytes but the last (LEB128);
 * a signed one is folded before, so that small ones of either sign are short (zigzag).
 */
final class ChunkBuilder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int TYPICAL_BYTES = 1 << 16;

    private final CRC32C crc = new CRC32C();
    private ChunkKind kind = ChunkKind.RUN;
    private byte[] bytes = new byte[TYPICAL_BYTES];
    private int position = ChunkKind.HEAD_BYTES;

    /** Begins a chunk; what was built before is gone. */
    ChunkBuilder begin(ChunkKind chunk) {
        kind = chunk;
        position = ChunkKind.HEAD_BYTES;
        return this;
    }

    /** Bytes of the payload so far. */
    int length() {
        return position - ChunkKind.HEAD_BYTES;
    }

    /** Makes room for so many bytes that {@link #octet} and {@link #numberInRoom} then fill without a look. */
    void room(int needed) {
        if (bytes.length - position < needed) {
            bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(bytes.length, needed), bytes.length));
        }
    }

    /** One byte, for which there is room. */
    void octet(int value) {
        bytes[position++] = (byte) value;
    }

    /** A number of up to ten bytes, for which there is room; taken as unsigned. */
    void numberInRoom(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[position++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[position++] = (byte) left;
    }

    /** A number, taken as unsigned. */
    ChunkBuilder number(long value) {
        room(10);
        numberInRoom(value);
        return this;
    }

    /** A number of either sign. */
    ChunkBuilder signed(long value) {
        return number(fold(value));
    }

    /** Small numbers of either sign as small unsigned ones. */
    static long fold(long value) {
        return value << 1 ^ value >> 63;
    }

    /**
     * A text: twice its length in bytes and its UTF-8. A text that UTF-8 cannot hold, because half of a surrogate pair
     * stands alone in it, is twice its length in chars and one, and two bytes a char: two different texts must never
     * become one.
     */
    ChunkBuilder text(String value) {
        ByteBuffer encoded;
        try {
            encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
        } catch (CharacterCodingException loneSurrogate) {
            number(2L * value.length() + 1);
            room(2 * value.length());
            for (int i = 0; i < value.length(); i++) {
                octet(value.charAt(i));
                octet(value.charAt(i) >> 8);
            }
            return this;
        }
        int length = encoded.remaining();
        number(2L * length);
        room(length);
        encoded.get(bytes, position, length);
        position += length;
        return this;
    }

    /**
     * The chunk with its head, to be written before the next one is begun.
     *
     * @throws IOException if it is larger than a chunk of its kind may be
     */
    ByteBuffer sealed() throws IOException {
        int length = length();
        if (length > kind.mostBytes()) {
            throw new IOException("a chunk " + kind + " of " + length + " bytes, where a file holds "
                    + kind.mostBytes());
        }
        INT.set(bytes, 0, kind.code());
        INT.set(bytes, 4, length);
        INT.set(bytes, 8, checksum(crc, bytes, bytes, ChunkKind.HEAD_BYTES, length));
        return ByteBuffer.wrap(bytes, 0, position);
    }

    /** Of the first two words of a head and a payload. */
    static int checksum(CRC32C crc, byte[] head, byte[] payload, int offset, int length) {
        crc.reset();
        crc.update(head, 0, 8);
        crc.update(payload, offset, length);
        return (int) crc.getValue();
    }
}
