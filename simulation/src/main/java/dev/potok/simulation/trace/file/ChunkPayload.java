package dev.potok.simulation.trace.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.potok.simulation.trace.file.TraceFileException.Reason;

/** Reads what {@link ChunkBuilder} wrote, and believes no number that goes beyond what is there. */
final class ChunkPayload {
    private static final int LONGEST_NUMBER = 10;

    private final byte[] bytes;
    private final int limit;
    private int position;

    /** The first bytes of that array. */
    ChunkPayload(byte[] bytes, int length) {
        this.bytes = bytes;
        this.limit = length;
    }

    /** Bytes not read yet. */
    int remaining() {
        return limit - position;
    }

    /** One byte, 0 to 255. */
    int octet() throws TraceFileException {
        if (position == limit) {
            throw damaged("a chunk that ends in the middle");
        }
        return bytes[position++] & 0xFF;
    }

    /** A number as it was written, taken as unsigned. */
    long number() throws TraceFileException {
        if (position < limit && bytes[position] >= 0) {
            return bytes[position++];
        }
        return longNumber();
    }

    private long longNumber() throws TraceFileException {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            int octet = octet();
            value |= (octet & 0x7FL) << 7 * i;
            if (octet < 0x80) {
                if (i == LONGEST_NUMBER - 1 && octet > 1) {
                    break;
                }
                return value;
            }
        }
        throw damaged("a number of more than 64 bits at byte " + position);
    }

    /** A number of either sign. */
    long signed() throws TraceFileException {
        long folded = number();
        return folded >>> 1 ^ -(folded & 1);
    }

    /** A number from 0 to that. */
    int number(int most) throws TraceFileException {
        long value = number();
        if (value < 0 || value > most) {
            throw damaged("the number " + Long.toUnsignedString(value) + ", where " + most + " is the most");
        }
        return (int) value;
    }

    /** A text. */
    String text() throws TraceFileException {
        long head = number();
        boolean chars = (head & 1) != 0;
        long length = chars ? head - 1 : head >>> 1;
        if (length < 0 || length > remaining()) {
            throw damaged("a text of " + Long.toUnsignedString(length) + " bytes in " + remaining());
        }
        int begin = position;
        position += (int) length;
        if (chars) {
            var text = new StringBuilder((int) length / 2);
            for (int i = begin; i < position; i += 2) {
                text.append((char) (bytes[i] & 0xFF | bytes[i + 1] << 8));
            }
            return text.toString();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, begin, (int) length)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw damaged("a text that is not UTF-8 before byte " + position);
        }
    }

    /** Pairs of texts, by the first of each. */
    Map<String, String> pairs() throws TraceFileException {
        var pairs = new LinkedHashMap<String, String>();
        for (int left = number(remaining()); left > 0; left--) {
            String name = text();
            if (pairs.put(name, text()) != null) {
                throw damaged("two values for one name");
            }
        }
        return pairs;
    }

    /** One of the constants, by its name. */
    <E extends Enum<E>> E constant(Class<E> type) throws TraceFileException {
        String name = text();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw damaged("a word that is not known at byte " + position);
        }
    }

    /** Makes sure that all of it was read. */
    void end() throws TraceFileException {
        if (remaining() > 0) {
            throw damaged(remaining() + " bytes too many in a chunk");
        }
    }

    static TraceFileException damaged(String detail) {
        return new TraceFileException(Reason.DAMAGED, detail);
    }
}
