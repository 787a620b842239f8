package dev.potok.simulation.trace;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Room for a recording outside the heap, handed out in pieces and given back as a whole when nobody can reach it any more.
 *
 * <p>
 * Up to a bound it is memory. Beyond it the pieces lie in a temporary file that is mapped, so that the operating system
 * keeps in memory what is looked at and has the rest on disk. The file has no name that others could see, where the
 * system allows that, and is gone with the program, however that ends. Any thread may call any method, but none that is
 * interrupted: that would close the file, and what follows would lie in memory.
 */
public final class TraceMemory {
    /** Bytes of a piece. */
    public static final int PIECE_BYTES = 1 << 20;
    /** How much is kept in memory unless somebody says otherwise. */
    public static final long DEFAULT_BOUND_BYTES = 512L << 20;
    /** The least bound that can be asked for. */
    public static final long LEAST_BOUND_BYTES = 16L << 20;

    private static final long MAPPED_BYTES = 64L << 20;
    private static volatile long usualBound = DEFAULT_BOUND_BYTES;

    private final long bound;
    private final Path folder;
    /** All guarded by this. */
    private long inMemory;
    private long onDisk;
    private @Nullable FileChannel file;
    private volatile @Nullable IOException trouble;
    private MemorySegment mapped = MemorySegment.NULL;
    private long mappedUsed;
    private MemorySegment open = MemorySegment.NULL;
    private long openUsed;
    private @Nullable MemorySegment spare;
    private boolean preparing;

    /** With the usual bound, in the usual folder. */
    public TraceMemory() {
        this(usualBound, usualFolder());
    }

    /**
     * With a bound of its own.
     *
     * @param bound  bytes kept in memory before anything goes to disk
     * @param folder where the temporary file is made once it is needed
     */
    public TraceMemory(long bound, Path folder) {
        this.bound = bound;
        this.folder = folder;
    }

    /** Bytes that a recording made from now on keeps in memory; what it has beyond them lies on disk. */
    public static long usualBound() {
        return usualBound;
    }

    /**
     * Sets the usual bound.
     *
     * @throws IllegalArgumentException if it is below {@link #LEAST_BOUND_BYTES}
     */
    public static void setUsualBound(long bytes) {
        if (bytes < LEAST_BOUND_BYTES) {
            throw new IllegalArgumentException("at least " + LEAST_BOUND_BYTES + " bytes, not " + bytes);
        }
        usualBound = bytes;
    }

    /** Where temporary files of a size without bound belong: on a disk, which {@code /tmp} often is not. */
    private static Path usualFolder() {
        Path large = Path.of("/var/tmp");
        return Files.isWritable(large) ? large : Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    /** A piece of {@link #PIECE_BYTES}, filled with zeros, so that its pages are there before they are written to. */
    public MemorySegment piece() {
        MemorySegment ready;
        synchronized (this) {
            ready = spare;
            spare = null;
        }
        return ready != null ? ready : made();
    }

    /** Has the next piece made ready by another thread, if none is. */
    void prepare() {
        synchronized (this) {
            if (preparing || spare != null) {
                return;
            }
            preparing = true;
        }
        Thread.ofVirtual().name("potok-trace-memory").start(() -> {
            try {
                MemorySegment ready = made();
                synchronized (this) {
                    spare = ready;
                }
            } finally {
                synchronized (this) {
                    preparing = false;
                }
            }
        });
    }

    /**
     * A smaller stretch, filled with zeros, part of a piece that is shared.
     *
     * @param bytes up to {@link #PIECE_BYTES}; a multiple of eight
     */
    public synchronized MemorySegment allocate(int bytes) {
        if (bytes <= 0 || bytes > PIECE_BYTES || bytes % Long.BYTES != 0) {
            throw new IllegalArgumentException(bytes + " bytes are no part of a piece");
        }
        if (openUsed + bytes > open.byteSize()) {
            open = made();
            openUsed = 0;
        }
        MemorySegment part = open.asSlice(openUsed, bytes);
        openUsed += bytes;
        return part;
    }

    private synchronized MemorySegment made() {
        if (inMemory + PIECE_BYTES > bound && trouble == null) {
            try {
                return onDisk();
            } catch (IOException full) {
                trouble = full; // what happens must still be recorded; memory is what is left
            }
        }
        MemorySegment piece = Arena.ofAuto().allocate(PIECE_BYTES, 64);
        inMemory += PIECE_BYTES;
        return piece;
    }

    private MemorySegment onDisk() throws IOException {
        FileChannel channel = file;
        if (channel == null) {
            String name = "potok-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
            channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                    StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = channel;
        }
        // Written before it is mapped: a full disk says so here, and not when the memory is touched.
        ByteBuffer zeros = ByteBuffer.allocate(PIECE_BYTES);
        while (zeros.hasRemaining()) {
            channel.write(zeros, onDisk + zeros.position());
        }
        if (mappedUsed == mapped.byteSize()) {
            mapped = channel.map(MapMode.READ_WRITE, onDisk, MAPPED_BYTES, Arena.ofAuto());
            mappedUsed = 0;
        }
        MemorySegment piece = mapped.asSlice(mappedUsed, PIECE_BYTES);
        mappedUsed += PIECE_BYTES;
        onDisk += PIECE_BYTES;
        return piece;
    }

    /** Bytes in memory. */
    public synchronized long inMemoryBytes() {
        return inMemory;
    }

    /** Bytes in the temporary file. */
    public synchronized long onDiskBytes() {
        return onDisk;
    }

    /** Why nothing more goes to disk though the bound is passed; null while all is well. */
    public @Nullable IOException trouble() {
        return trouble;
    }
}
