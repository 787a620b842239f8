package dev.potok.simulation.live;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/**
 * Runs Java code with a frame of native code below it, as a callback of the C library's {@code qsort}. While a virtual
 * thread is in such code it cannot leave its carrier, see JEP 444.
 */
@SuppressWarnings("restricted") // a native frame is what it is for
final class NativeFrame {
    private static final ThreadLocal<@Nullable NativeFrame> CURRENT = new ThreadLocal<>();
    private static final MethodHandle QSORT;
    private static final MemorySegment CALLBACK;

    static {
        Linker linker = Linker.nativeLinker();
        QSORT = linker.downcallHandle(linker.defaultLookup().findOrThrow("qsort"),
                FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS));
        try {
            MethodHandle compare = MethodHandles.lookup().findStatic(NativeFrame.class, "compare",
                    MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
            CALLBACK = linker.upcallStub(compare, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS), Arena.global());
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Body body;
    private boolean done;
    private @Nullable Throwable thrown;

    private NativeFrame(Body body) {
        this.body = body;
    }

    /** What runs above the native frame. */
    @FunctionalInterface
    interface Body {
        /** Runs once. */
        void run() throws Exception;
    }

    /**
     * Runs it above a native frame, once, on the calling thread.
     *
     * @throws Exception what it threw
     */
    static void around(Body body) throws Exception {
        var frame = new NativeFrame(body);
        NativeFrame outer = CURRENT.get();
        CURRENT.set(frame);
        try (Arena arena = Arena.ofConfined()) {
            QSORT.invokeExact(arena.allocate(2), 2L, 1L, CALLBACK);
        } catch (Exception | Error ours) {
            throw ours;
        } catch (Throwable impossible) {
            throw new IllegalStateException("qsort cannot be called", impossible);
        } finally {
            CURRENT.set(outer);
        }
        switch (frame.thrown) {
            case Exception exception -> throw exception;
            case Error error -> throw error;
            case null, default -> {
                // It returned.
            }
        }
    }

    /** Called by {@code qsort}. Nothing may be thrown through a native frame, so it is kept and thrown above it. */
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // found by its name; what is compared is nobody's concern
    private static int compare(MemorySegment one, MemorySegment other) {
        NativeFrame frame = CURRENT.get();
        if (frame != null && !frame.done) {
            frame.done = true;
            try {
                frame.body.run();
            } catch (Throwable caught) {
                frame.thrown = caught;
            }
        }
        return 0;
    }
}
