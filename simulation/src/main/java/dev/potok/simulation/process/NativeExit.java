package dev.potok.simulation.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

import org.jspecify.annotations.Nullable;

/**
 * Ends this process by {@code _exit(2)}, where that can be had. HotSpot, asked to halt, waits for its compilers and for
 * every thread that is in native code, 10 ms at a time and up to 300 ms ({@code VM_Exit::wait_for_threads_in_native_to_block});
 * the system waits for nobody. Any thread.
 */
final class NativeExit {
    private static volatile @Nullable MethodHandle call;

    private NativeExit() {}

    /** Makes it ready; takes some milliseconds in a new JVM. */
    @SuppressWarnings("restricted") // asking the operating system is what it is for
    static void prepare() {
        if (prepared()) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            call = linker.defaultLookup().find("_exit")
                    .map(address -> linker.downcallHandle(address, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)))
                    .orElse(null);
        } catch (IllegalCallerException | UnsupportedOperationException refused) {
            call = null; // native access is not enabled: halting serves
        }
    }

    /** Whether it is ready. */
    static boolean prepared() {
        return call != null;
    }

    /** As if it had never been made ready. A virtual machine that is to write a cache at its end must halt. */
    static void renounce() {
        call = null;
    }

    /** Does not return. */
    static void exit(int code) {
        try {
            MethodHandle exit = call;
            if (exit != null) {
                exit.invokeExact(code);
            }
        } catch (Throwable failed) {
            call = null;
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }
}
