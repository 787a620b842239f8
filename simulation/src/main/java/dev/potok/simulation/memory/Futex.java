package dev.potok.simulation.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Lets a thread sleep until a word of shared memory has another value, whichever process changes it.
 *
 * <p>
 * On Linux this is the kernel's futex ({@code man 2 futex}, without {@code FUTEX_PRIVATE_FLAG}: the kernel then knows a
 * word by its file and the offset in it, so that it may be mapped anywhere). Elsewhere, or where native calls are refused,
 * the thread looks at the word again and again, first after 20 µs and at last once a millisecond. Processes that share a
 * word do it in the same way: one that only looks cannot wake others out of the kernel, who then sleep to their time-out.
 * (All look if all are started with {@code -Dpotok.futex.park=true}.)
 *
 * <p>
 * The kernel compares the word with what is expected and goes to sleep in one step as far as {@link #wake} can see. So no
 * wake-up is lost if who changes the word does it before he calls {@code wake}. Any thread may call these methods; they
 * take no notice of interrupts, and a virtual thread keeps its carrier while it sleeps here.
 */
public final class Futex {
    /** Nobody sleeps longer than this without looking whether those he waits for are still alive. */
    public static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long FIRST_PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LAST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long FUTEX_WAIT = 0;
    private static final long FUTEX_WAKE = 1;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int ETIMEDOUT = 110;

    private Futex() {}

    /** Bound when somebody first has to wait: the first native call of a program takes tens of milliseconds. */
    @SuppressWarnings("restricted") // asking the operating system is what it is for
    private static final class Call {
        static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
        static final VarHandle ERRNO = CAPTURED.varHandle(StructLayout.PathElement.groupElement("errno"));
        static final long NUMBER = number();
        /** {@code long syscall(long number, ...)}, one signature for both calls; null where there is no futex to be had. */
        static final @Nullable MethodHandle SYSCALL = bind();

        private static long number() {
            if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
                return -1;
            }
            return switch (System.getProperty("os.arch", "")) {
                case "amd64" -> 202;
                case "aarch64" -> 98;
                default -> -1;
            };
        }

        private static @Nullable MethodHandle bind() {
            if (NUMBER < 0 || Boolean.getBoolean("potok.futex.park")) {
                return null;
            }
            try {
                Linker linker = Linker.nativeLinker();
                MethodHandle syscall = linker.downcallHandle(linker.defaultLookup().findOrThrow("syscall"),
                        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1), Linker.Option.captureCallState("errno"));
                return works(syscall) ? syscall : null;
            } catch (RuntimeException refused) {
                return null; // native access is denied to us, or the C library has no such function: looking serves
            }
        }

        /** Whether the kernel, or what stands in for one, knows the call: it must refuse to wait for what is already so. */
        private static boolean works(MethodHandle syscall) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment word = arena.allocate(Integer.BYTES, Integer.BYTES);
                MemorySegment captured = arena.allocate(CAPTURED);
                long result = (long) syscall.invokeExact(captured, NUMBER, word.address(), FUTEX_WAIT, 1L, 0L);
                return result == -1 && (int) ERRNO.get(captured, 0L) == EAGAIN;
            } catch (Throwable failed) {
                throw new IllegalStateException("the futex cannot be called", failed);
            }
        }
    }

    /** What a call needs beside the word; each thread has its own and keeps it. */
    private static final class Scratch {
        static final ThreadLocal<Scratch> OWN = ThreadLocal.withInitial(Scratch::new);

        final MemorySegment captured;
        final MemorySegment timespec;

        private Scratch() {
            Arena arena = Arena.ofAuto();
            captured = arena.allocate(Call.CAPTURED);
            timespec = arena.allocate(2 * Long.BYTES, Long.BYTES);
        }
    }

    /** Whether the kernel does the waiting; otherwise threads look at the word themselves. The first call takes its time. */
    public static boolean nativeWait() {
        return Call.SYSCALL != null;
    }

    /**
     * Sleeps while the word has that value, until it is woken or the time is over. What was written before the word was
     * changed is seen only by who then reads the word with acquire or stronger.
     *
     * @param memory       mapped memory
     * @param offset       of an integer in it, a multiple of 4
     * @param timeoutNanos for how long at most; nothing or less just compares
     * @return false if the time is over, true if it was woken, or the word had or got another value, or for no reason
     */
    public static boolean await(MemorySegment memory, long offset, int expected, long timeoutNanos) {
        if ((int) Words.INT.getVolatile(memory, offset) != expected) {
            return true;
        }
        if (timeoutNanos <= 0) {
            return false;
        }
        MethodHandle syscall = Call.SYSCALL;
        if (syscall == null) {
            return look(memory, offset, expected, timeoutNanos);
        }
        Scratch scratch = Scratch.OWN.get();
        scratch.timespec.set(ValueLayout.JAVA_LONG, 0, timeoutNanos / 1_000_000_000);
        scratch.timespec.set(ValueLayout.JAVA_LONG, Long.BYTES, timeoutNanos % 1_000_000_000);
        long result;
        try {
            result = (long) syscall.invokeExact(scratch.captured, Call.NUMBER, memory.address() + offset, FUTEX_WAIT,
                    (long) expected, scratch.timespec.address());
        } catch (Throwable failed) {
            throw new IllegalStateException("the futex cannot be waited for", failed);
        }
        if (result == 0) {
            return true;
        }
        int error = (int) Call.ERRNO.get(scratch.captured, 0L);
        if (error == ETIMEDOUT) {
            return false;
        }
        if (error != EAGAIN && error != EINTR) {
            throw new IllegalStateException("the kernel refuses to wait for a word of " + memory + ": error " + error);
        }
        return true;
    }

    private static boolean look(MemorySegment memory, long offset, int expected, long timeoutNanos) {
        long start = System.nanoTime();
        long park = FIRST_PARK_NANOS;
        boolean interrupted = false;
        try {
            while (true) {
                if ((int) Words.INT.getVolatile(memory, offset) != expected) {
                    return true;
                }
                long left = timeoutNanos - (System.nanoTime() - start);
                if (left <= 0) {
                    return false;
                }
                interrupted |= Thread.interrupted(); // who is interrupted cannot park
                LockSupport.parkNanos(Math.min(park, left));
                park = Math.min(2 * park, LAST_PARK_NANOS);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Wakes up to so many of those who sleep in the kernel because of this word, in the order in which they came. The
     * word must have been changed before; those who look for themselves see only that.
     *
     * @return how many were woken; none where the kernel does not do the waiting
     */
    public static int wake(MemorySegment memory, long offset, int count) {
        MethodHandle syscall = Call.SYSCALL;
        if (syscall == null) {
            return 0;
        }
        try {
            return (int) Math.max(0L, (long) syscall.invokeExact(Scratch.OWN.get().captured, Call.NUMBER,
                    memory.address() + offset, FUTEX_WAKE, (long) count, 0L));
        } catch (Throwable failed) {
            throw new IllegalStateException("those who wait for a futex cannot be woken", failed);
        }
    }
}
