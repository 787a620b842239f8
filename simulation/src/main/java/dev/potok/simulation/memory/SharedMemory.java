package dev.potok.simulation.memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A file mapped into the memory of every process that opens it, out of which any of them allocates.
 *
 * <pre>
 *   0  long  mark         what kind of file it is; written last by who creates it
 *   8  long  version      of this layout                                       (written by who creates it)
 *  16  long  size         of the file in bytes                                 (written by who creates it)
 *  24  long  used         bytes allocated so far, from the start of the file   (compare-and-set by who allocates)
 * 128  long  root[64]     for the owner's own use, to find everything else by
 * 640  what is allocated; zeros until somebody writes to it
 * </pre>
 *
 * <p>
 * The file is sparse: room on the disk (or in the memory, if it lies in a {@code tmpfs}) is taken when something is
 * allocated, and an allocation that the file system has no room for is refused. Without that, the program would meet the
 * full disk as a fault while it writes to memory.
 *
 * <p>
 * Any thread may call any method, but nobody may use the segment once it is closed, which is noticed.
 */
public final class SharedMemory implements AutoCloseable {
    /** How many words the owner has for himself. */
    public static final int ROOT_WORDS = 64;

    private static final long MARK = 0x504f_544f_4b4d_454dL; // POTOKMEM
    private static final long VERSION = 1;

    private static final long MARK_AT = 0;
    private static final long VERSION_AT = 8;
    private static final long SIZE_AT = 16;
    private static final long USED_AT = 24;
    private static final long ROOT_AT = 128;
    private static final long FIRST = ROOT_AT + ROOT_WORDS * Long.BYTES;

    private static final byte[] ZEROS = new byte[1 << 16];

    private final Path path;
    /** Guarded by itself: who writes moves its place. Its channel is for mapping alone, since an interrupt would close it. */
    private final RandomAccessFile file;
    private final Arena arena;
    private final MemorySegment segment;

    private SharedMemory(Path path, RandomAccessFile file, Arena arena, MemorySegment segment) {
        this.path = path;
        this.file = file;
        this.arena = arena;
        this.segment = segment;
    }

    /**
     * Makes a file of that size, which only this user can read and write, and maps it.
     *
     * @param bytes at least what the header takes, about a thousand, and no more than the file system has left
     * @throws IOException if the file is there already or cannot be made; then there is none
     */
    public static SharedMemory create(Path path, long bytes) throws IOException {
        if (bytes < FIRST) {
            throw new IllegalArgumentException("shared memory takes at least " + FIRST + " bytes, not " + bytes);
        }
        Path folder = path.toAbsolutePath().getParent();
        long usable = Files.getFileStore(folder == null ? path : folder).getUsableSpace();
        if (bytes > usable) {
            throw new IOException(bytes + " bytes of shared memory are wanted, but " + folder + " has only " + usable
                    + " left; free some, or name another folder with -Djava.io.tmpdir");
        }
        Files.createFile(path, privately(path));
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            file.setLength(bytes);
            file.write(ZEROS, 0, (int) FIRST);
            SharedMemory memory = map(path, file, bytes);
            memory.segment.set(ValueLayout.JAVA_LONG, VERSION_AT, VERSION);
            memory.segment.set(ValueLayout.JAVA_LONG, SIZE_AT, bytes);
            memory.segment.set(ValueLayout.JAVA_LONG, USED_AT, FIRST);
            Words.LONG.setVolatile(memory.segment, MARK_AT, MARK);
            return memory;
        } catch (IOException | RuntimeException failed) {
            file.close();
            Files.deleteIfExists(path);
            throw failed;
        }
    }

    private static FileAttribute<?>[] privately(Path path) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0]; // the folder is what keeps others out there
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
    }

    /**
     * Maps a file that another process, or this one, has created.
     *
     * @throws IOException if it is not there, or is something else
     */
    public static SharedMemory open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) { // which would be made otherwise
            throw new NoSuchFileException(path.toString(), null, "there is no shared memory of Potok");
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            long length = file.length();
            if (length < FIRST) {
                throw new IOException(path + " is no shared memory of Potok: it has only " + length + " bytes");
            }
            SharedMemory memory = map(path, file, length);
            String wrong = memory.wrong();
            if (wrong != null) {
                memory.close();
                throw new IOException(path + " " + wrong);
            }
            return memory;
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    private @Nullable String wrong() {
        if ((long) Words.LONG.getVolatile(segment, MARK_AT) != MARK) {
            return "is no shared memory of Potok: it does not begin as one";
        }
        long version = (long) Words.LONG.getVolatile(segment, VERSION_AT);
        if (version != VERSION) {
            return "is shared memory of another Potok: its layout is " + version + ", not " + VERSION;
        }
        long size = (long) Words.LONG.getVolatile(segment, SIZE_AT);
        if (size != segment.byteSize()) {
            return "is cut off: it was made with " + size + " bytes and has " + segment.byteSize();
        }
        return null;
    }

    /** An interrupt would close the file while it is mapped, so it has to wait until it is. */
    private static SharedMemory map(Path path, RandomAccessFile file, long bytes) throws IOException {
        boolean interrupted = Thread.interrupted();
        Arena arena = Arena.ofShared();
        try {
            MemorySegment segment = file.getChannel().map(MapMode.READ_WRITE, 0, bytes, arena);
            return new SharedMemory(path, file, arena, segment);
        } catch (IOException | RuntimeException failed) {
            arena.close();
            throw failed;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** All of it, the header included. Offsets into it mean the same in every process. */
    public MemorySegment segment() {
        return segment;
    }

    /** Where the file is, or was. */
    public Path path() {
        return path;
    }

    /** Offset of one of the {@value #ROOT_WORDS} longs that are for the owner's own use; zero at first. */
    public static long rootOffset(int index) {
        return ROOT_AT + Objects.checkIndex(index, ROOT_WORDS) * (long) Long.BYTES;
    }

    /**
     * Takes a stretch that nobody else is given, in whatever process; it is never given back.
     *
     * @param alignment a power of two; the offset is a multiple of it
     * @return its offset; all its bytes are zero
     * @throws IllegalStateException if there is no such stretch left, or the file system has no room for it
     */
    public long allocate(long bytes, long alignment) {
        if (bytes < 0 || Long.bitCount(alignment) != 1 || alignment < 1) {
            throw new IllegalArgumentException(bytes + " bytes aligned to " + alignment + " cannot be allocated");
        }
        while (true) {
            long used = (long) Words.LONG.getVolatile(segment, USED_AT);
            long start = Words.aligned(used, alignment);
            if (start < used || start > segment.byteSize() || bytes > segment.byteSize() - start) {
                throw new IllegalStateException(bytes + " bytes of shared memory are wanted, aligned to " + alignment
                        + ", but of " + segment.byteSize() + " only " + (segment.byteSize() - used) + " are left");
            }
            if (Words.LONG.compareAndSet(segment, USED_AT, used, start + bytes)) {
                reserve(start, bytes);
                return start;
            }
        }
    }

    /**
     * Writes zeros through the file where there are zeros, so that the file system gives room for them or says that it has
     * none. Nobody else knows of these bytes yet, and the system keeps one copy of a page however it is reached.
     */
    private void reserve(long start, long bytes) {
        synchronized (file) {
            try {
                file.seek(start);
                for (long left = bytes; left > 0; left -= ZEROS.length) {
                    file.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
                }
            } catch (IOException full) {
                throw new IllegalStateException(
                        bytes + " bytes of shared memory cannot be had of " + path + ": " + full.getMessage(), full);
            }
        }
    }

    /** How many bytes can still be allocated, as far as the size of the file goes. */
    public long leftBytes() {
        return segment.byteSize() - (long) Words.LONG.getVolatile(segment, USED_AT);
    }

    /** Unmaps it in this process; the file stays. Calling it again does nothing. */
    @Override
    public void close() {
        if (!segment.scope().isAlive()) {
            return;
        }
        arena.close();
        synchronized (file) {
            try {
                file.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(path + " cannot be closed", failed);
            }
        }
    }

    /**
     * Removes the file, if it is still there. Processes that have it mapped keep what they have.
     *
     * @throws IOException if the system does not let it go; Windows does not while it is mapped
     */
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
