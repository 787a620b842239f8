package dev.potok.simulation.trace.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;

/** Runs to write, and files taken apart and put together again without the code that is tested. */
final class TraceFiles {
    static final RunDescription LIVE = new RunDescription("x", Map.of(), Mode.LIVE, Pace.LECTURE, 0, 0, Map.of());
    static final RunDescription VIRTUAL = new RunDescription("x", Map.of(), Mode.VIRTUAL, Pace.LECTURE, 2, 7, Map.of());

    private TraceFiles() {}

    static Run queueRun(int items) {
        return TestRuns.runVirtually(TestRuns.scenario("queue"), Map.of("items", Integer.toString(items)), 2, 1);
    }

    /** A chunk in a file: where it begins, its four letters, bytes of its payload. */
    record Chunk(int begin, String name, int length) {
        int payload() {
            return begin + 12;
        }

        int end() {
            return payload() + length;
        }
    }

    static List<Chunk> chunks(byte[] bytes) {
        var chunks = new ArrayList<Chunk>();
        for (int at = 36; at < bytes.length;) {
            var chunk = new Chunk(at, new String(bytes, at, 4, StandardCharsets.US_ASCII),
                    littleEndian(bytes).getInt(at + 4));
            chunks.add(chunk);
            at = chunk.end();
        }
        return chunks;
    }

    static Chunk chunk(byte[] bytes, String name) {
        return chunks(bytes).stream().filter(chunk -> chunk.name.equals(name)).findFirst().orElseThrow();
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(byte[] bytes, int begin, int end) {
        var crc = new CRC32C();
        crc.update(bytes, begin, end - begin);
        return (int) crc.getValue();
    }

    /** Makes the header's checksum right again. */
    static byte[] sealedHeader(byte[] bytes) {
        littleEndian(bytes).putInt(32, crc(bytes, 0, 32));
        return bytes;
    }

    /** Makes all checksums right again, as far as lengths still say where they are; and the length in the header. */
    static byte[] sealed(byte[] bytes) {
        ByteBuffer all = littleEndian(bytes);
        if (bytes.length < 36) {
            return bytes;
        }
        if (all.getInt(12) == 1 && Math.abs(all.getLong(16) - bytes.length) < 100_000) {
            all.putLong(16, bytes.length);
        }
        sealedHeader(bytes);
        for (int at = 36; at + 12 <= bytes.length;) {
            int length = all.getInt(at + 4);
            if (length < 0 || length > bytes.length - at - 12) {
                break;
            }
            var crc = new CRC32C();
            crc.update(bytes, at, 8);
            crc.update(bytes, at + 12, length);
            all.putInt(at + 8, (int) crc.getValue());
            at += 12 + length;
        }
        return bytes;
    }

    /** The file as it lay there before its end was written. */
    static byte[] unfinished(byte[] finished) {
        byte[] bytes = java.util.Arrays.copyOf(finished, chunk(finished, "END ").begin());
        littleEndian(bytes).putInt(12, 0).putLong(16, 0).putLong(24, 0);
        return sealedHeader(bytes);
    }

    /** The same with another payload in the place of that chunk's. */
    static byte[] with(byte[] bytes, Chunk chunk, byte[] payload) {
        var changed = new byte[bytes.length - chunk.length + payload.length];
        System.arraycopy(bytes, 0, changed, 0, chunk.payload());
        System.arraycopy(payload, 0, changed, chunk.payload(), payload.length);
        System.arraycopy(bytes, chunk.end(), changed, chunk.payload() + payload.length, bytes.length - chunk.end());
        littleEndian(changed).putInt(chunk.begin() + 4, payload.length);
        return sealed(changed);
    }

    static byte[] payload(byte[] bytes, Chunk chunk) {
        return java.util.Arrays.copyOfRange(bytes, chunk.payload(), chunk.end());
    }
}
