package dev.potok.simulation.trace;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells on which core the calling thread is, as the operating system has it.
 *
 * <p>
 * Linux with glibc 2.35 or newer keeps the number in memory of the thread itself (restartable sequences, {@code man
 * 2 rseq}); reading it costs a load. Other Linux is asked with {@code sched_getcpu}, Windows with
 * {@code GetCurrentProcessorNumber}. Elsewhere the answer is -1, and the screen says that this system does not tell.
 */
@SuppressWarnings("restricted") // asking the operating system is what it is for
public final class CoreLocator {
    /** How the core is found out on this machine. */
    public enum Source {
        /** A word that the kernel keeps up in the thread's own memory. */
        RSEQ,
        /** A call of the C library. */
        SCHED_GETCPU,
        /** A call of Windows. */
        WINDOWS,
        /** This system does not tell. */
        NONE
    }

    /** Offset of {@code cpu_id} in {@code struct rseq}. */
    private static final long CPU_ID = 4;

    private static final Source SOURCE;
    private static final MethodHandle CALL;
    private static final MethodHandle THREAD_POINTER;
    private static final long RSEQ_OFFSET;

    static {
        MethodHandle nothing = MethodHandles.constant(int.class, -1);
        Source source = Source.NONE;
        MethodHandle call = nothing;
        MethodHandle threadPointer = MethodHandles.constant(long.class, 0L);
        long rseqOffset = 0;
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        try {
            Linker linker = Linker.nativeLinker();
            if (os.contains("linux")) {
                SymbolLookup c = linker.defaultLookup();
                Optional<MemorySegment> getcpu = c.find("sched_getcpu");
                if (getcpu.isPresent()) {
                    source = Source.SCHED_GETCPU;
                    call = linker.downcallHandle(getcpu.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT),
                            Linker.Option.critical(false));
                }
                Optional<MemorySegment> offset = c.find("__rseq_offset");
                Optional<MemorySegment> size = c.find("__rseq_size");
                Optional<MemorySegment> self = c.find("pthread_self");
                if (offset.isPresent() && size.isPresent() && self.isPresent() && tlsPointerIsPthreadSelf()
                        && size.get().reinterpret(4).get(ValueLayout.JAVA_INT, 0) > 0) {
                    rseqOffset = offset.get().reinterpret(8).get(ValueLayout.JAVA_LONG, 0);
                    threadPointer = linker.downcallHandle(self.get(), FunctionDescriptor.of(ValueLayout.JAVA_LONG),
                            Linker.Option.critical(false));
                    source = Source.RSEQ;
                }
            } else if (os.contains("windows")) {
                SymbolLookup kernel = SymbolLookup.libraryLookup("kernel32", Arena.global());
                call = linker.downcallHandle(kernel.find("GetCurrentProcessorNumber").orElseThrow(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT), Linker.Option.critical(false));
                source = Source.WINDOWS;
            }
        } catch (RuntimeException unavailable) {
            source = Source.NONE; // no foreign-function access here: the doctor and the stage say "not told"
            call = nothing;
        }
        SOURCE = source;
        CALL = call;
        THREAD_POINTER = threadPointer;
        RSEQ_OFFSET = rseqOffset;
    }

    private final MemorySegment cpuId;

    private CoreLocator(MemorySegment cpuId) {
        this.cpuId = cpuId;
    }

    /** How this machine tells. */
    public static Source source() {
        return SOURCE;
    }

    /** A locator for the calling platform thread; no other thread may use it. */
    public static CoreLocator ofCurrentThread() {
        if (SOURCE == Source.RSEQ && !Thread.currentThread().isVirtual()) {
            try {
                long pointer = (long) THREAD_POINTER.invokeExact();
                return new CoreLocator(MemorySegment.ofAddress(pointer + RSEQ_OFFSET + CPU_ID).reinterpret(4));
            } catch (Throwable failed) {
                throw new IllegalStateException("pthread_self cannot be called", failed);
            }
        }
        return new CoreLocator(MemorySegment.NULL);
    }

    /** A locator for whichever thread calls it. */
    static CoreLocator ofAnyThread() {
        return new CoreLocator(MemorySegment.NULL);
    }

    /** The core the calling thread is on at this instant, or -1 where the system does not tell. */
    public int core() {
        if (cpuId.byteSize() != 0) {
            int id = cpuId.get(ValueLayout.JAVA_INT, 0);
            return id >= 0 ? id : -1;
        }
        try {
            return (int) CALL.invokeExact();
        } catch (Throwable failed) {
            throw new IllegalStateException("the core cannot be asked for", failed);
        }
    }

    /** On these machines {@code pthread_self} is the thread pointer that {@code __rseq_offset} counts from. */
    private static boolean tlsPointerIsPthreadSelf() {
        return System.getProperty("os.arch", "").equals("amd64");
    }
}
