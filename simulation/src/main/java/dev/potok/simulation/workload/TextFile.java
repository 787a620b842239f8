package dev.potok.simulation.workload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text as read from a file.
 *
 * @param name    file name
 * @param lines   its lines, without their ends
 * @param remark  what was noticed about it, {@link Remark#NONE} for a plain UTF-8 text
 * @param charset the encoding it was read in
 */
public record TextFile(String name, List<String> lines, Remark remark, Charset charset) {
    /** The most that is read of one file: beyond it a file is counted as far as that. */
    public static final int LARGEST_BYTES = 64 << 20;

    private static final int PROBE_BYTES = 8_192;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** What can be noticed about a file. */
    public enum Remark {
        /** Nothing. */
        NONE,
        /** It has no bytes. */
        EMPTY,
        /** It is no text: it has zero bytes where no text has them. It counts as no lines. */
        BINARY,
        /** It is not UTF-8; it was read as an encoding of the region, which may be wrong. */
        NOT_UTF_8,
        /** It is larger than {@link #LARGEST_BYTES}; only that much was read. */
        HUGE,
        /** It could not be read. It counts as no lines. */
        UNREADABLE
    }

    /** A file that could not be read. */
    public static TextFile unreadable(Path file) {
        return new TextFile(file.getFileName().toString(), List.of(), Remark.UNREADABLE, StandardCharsets.UTF_8);
    }

    /** Reads a file as {@link #read} does; one that cannot be read is {@link Remark#UNREADABLE}. */
    public static TextFile open(Path file) {
        try {
            return read(file);
        } catch (IOException unreadable) {
            return unreadable(file);
        }
    }

    /** The characters of its lines, the ends of the lines left out. */
    public long characters() {
        return lines.stream().mapToLong(String::length).sum();
    }

    /**
     * Reads a file whole, in UTF-8 if it is that, else in Windows-1251 where that makes mostly letters, else in
     * ISO 8859-1.
     *
     * @throws IOException if it cannot be read
     */
    public static TextFile read(Path file) throws IOException {
        byte[] bytes;
        boolean huge;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST_BYTES);
            huge = bytes.length == LARGEST_BYTES && in.read() >= 0;
        }
        String name = file.getFileName().toString();
        if (bytes.length == 0) {
            return new TextFile(name, List.of(), Remark.EMPTY, StandardCharsets.UTF_8);
        }
        if (IntStream.range(0, Math.min(bytes.length, PROBE_BYTES)).anyMatch(i -> bytes[i] == 0)) {
            return new TextFile(name, List.of(), Remark.BINARY, StandardCharsets.UTF_8);
        }
        int length = huge ? wholeCharacters(bytes) : bytes.length;
        try {
            String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            if (text.startsWith(BYTE_ORDER_MARK)) {
                text = text.substring(1);
            }
            return new TextFile(name, text.lines().toList(), huge ? Remark.HUGE : Remark.NONE, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notUtf8) {
            Charset charset = mostlyCyrillic(bytes) ? Charset.forName("windows-1251") : StandardCharsets.ISO_8859_1;
            return new TextFile(name, new String(bytes, charset).lines().toList(),
                    huge ? Remark.HUGE : Remark.NOT_UTF_8, charset);
        }
    }

    /** How much of UTF-8 bytes cut off anywhere is whole characters. */
    static int wholeCharacters(byte[] bytes) {
        int lead = bytes.length - 1;
        while (lead >= 0 && lead > bytes.length - 4 && (bytes[lead] & 0xC0) == 0x80) {
            lead--;
        }
        if (lead < 0 || bytes[lead] >= 0) {
            return bytes.length;
        }
        int needed = Integer.numberOfLeadingZeros(~bytes[lead] << 24); // a lead byte begins with as many ones
        return lead + needed > bytes.length ? lead : bytes.length;
    }

    private static boolean mostlyCyrillic(byte[] bytes) {
        long high = IntStream.range(0, Math.min(bytes.length, PROBE_BYTES)).filter(i -> bytes[i] < 0).count();
        long letters = IntStream.range(0, Math.min(bytes.length, PROBE_BYTES))
                .filter(i -> (bytes[i] & 0xFF) >= 0xC0).count();
        return high * 3 > Math.min(bytes.length, PROBE_BYTES) && letters * 10 > high * 8;
    }
}
