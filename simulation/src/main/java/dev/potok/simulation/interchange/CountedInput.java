package dev.potok.simulation.interchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.potok.simulation.trace.file.TraceFileException;

/** Counts the bytes read, knows whether the end was reached, and goes no further than it may. For one thread. */
final class CountedInput extends FilterInputStream {
    private final long most;
    private long count;
    private boolean ended;

    /** Reads {@code in}, of which more than {@code most} bytes are too many. */
    CountedInput(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    /** Whether there are no more. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        counted(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        counted(read);
        return read;
    }

    private void counted(int read) throws TraceFileException {
        if (read < 0) {
            ended = true;
            return;
        }
        count += read;
        if (count > most) {
            throw new TraceFileException(TraceFileException.Reason.TOO_LARGE, "> " + (most >> 20) + " MiB");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
