package dev.potok.simulation.trace.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import dev.potok.simulation.trace.file.TraceFileException.Reason;

/**
 * The first bytes of a file.
 *
 * @param finished whether its writer came to the end; the other two are 0 otherwise
 * @param length   bytes of the whole file
 * @param events   how many events are in it
 */
record Header(boolean finished, long length, long events) {
    static final int BYTES = 36;
    static final int VERSION = 4;

    private static final long MAGIC = 0x0A0D_4B4F_544F_5089L;
    private static final int CHECKED_BYTES = BYTES - Integer.BYTES;

    /** Of a file that is being written. */
    static Header unfinished() {
        return new Header(false, 0, 0);
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(MAGIC).putInt(VERSION).putInt(finished ? 1 : 0).putLong(length).putLong(events);
        return bytes.putInt(checksum(bytes)).flip();
    }

    /**
     * Reads a header.
     *
     * @param bytes as many of the first bytes as there are, little-endian
     * @throws TraceFileException if it is none of this version
     */
    static Header decode(ByteBuffer bytes) throws TraceFileException {
        int there = bytes.remaining();
        if (there == 0) {
            throw new TraceFileException(Reason.EMPTY, "0 bytes");
        }
        for (int i = 0; i < Math.min(there, Long.BYTES); i++) {
            if (bytes.get(i) != (byte) (MAGIC >>> 8 * i)) {
                throw new TraceFileException(Reason.NOT_A_TRACE, "the first bytes are not those of a recording");
            }
        }
        // The version comes before all else: the rest of another version's header may be anything.
        if (there >= 12) {
            int version = bytes.getInt(8);
            if (version > VERSION) {
                throw new TraceFileException(Reason.NEWER_VERSION, "version " + version + ", known is " + VERSION);
            }
            if (version == 1 || version == 2) {
                throw new TraceFileException(Reason.OLDER_VERSION, "version " + version + ", known is " + VERSION);
            }
            if (version != VERSION) {
                throw ChunkPayload.damaged("version " + version);
            }
        }
        if (there < BYTES) {
            throw TraceReader.truncated(there, BYTES);
        }
        int state = bytes.getInt(12);
        var header = new Header(state == 1, bytes.getLong(16), bytes.getLong(24));
        boolean possible = switch (state) {
            case 0 -> header.length == 0 && header.events == 0;
            case 1 -> header.length >= BYTES && header.events >= 0;
            default -> false;
        };
        if (!possible || bytes.getInt(CHECKED_BYTES) != checksum(bytes)) {
            throw ChunkPayload.damaged("the header");
        }
        return header;
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.slice(0, CHECKED_BYTES));
        return (int) crc.getValue();
    }
}
