package dev.potok.simulation.process;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What Java does not ask of the operating system. Any thread. */
@SuppressWarnings("restricted") // asking the operating system is what it is for
final class Posix {
    private static final int PRIO_PROCESS = 0;
    private static final int LEAST_URGENT = 19;

    /** Bound when the first signal is sent that Java itself cannot. */
    private static final class Kill {
        static final @Nullable MethodHandle CALL = system("windows") ? null : find("kill", 2);
        static final boolean INTERRUPT_IGNORED = interruptIgnored();
    }

    /** Bound when the first cache is made. On Linux it is the thread that has a nice value, elsewhere the process. */
    private static final class SetPriority {
        static final @Nullable MethodHandle CALL = system("linux") ? find("setpriority", 3) : null;
    }

    private Posix() {}

    private static boolean system(String name) {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains(name);
    }

    /** A function of so many integers. */
    private static @Nullable MethodHandle find(String name, int arguments) {
        var integers = new MemoryLayout[arguments];
        Arrays.fill(integers, ValueLayout.JAVA_INT);
        try {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address,
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, integers))).orElse(null);
        } catch (IllegalCallerException | UnsupportedOperationException refused) { // native access is not enabled
            return null;
        }
    }

    /** A shell without job control has what it starts in the background ignore SIGINT, and children inherit that. */
    private static boolean interruptIgnored() {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
            return status.stream().filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16))
                    .anyMatch(mask -> (mask & 1L << Signal.INTERRUPT.number() - 1) != 0);
        } catch (IOException | NumberFormatException notToldHere) {
            return false;
        }
    }

    /**
     * Sends SIGINT to that child of this program, which must not have been reaped.
     *
     * @return whether it was sent and would not be ignored
     */
    static boolean interrupt(long pid) {
        MethodHandle kill = Kill.CALL;
        if (kill == null || Kill.INTERRUPT_IGNORED) {
            return false;
        }
        try {
            return (int) kill.invokeExact((int) pid, Signal.INTERRUPT.number()) == 0;
        } catch (Throwable failed) {
            throw new IllegalStateException("kill cannot be called", failed);
        }
    }

    /** From now on the calling thread, and whatever it starts, gets of the cores what nobody else wants; if that can be. */
    static void standBack() {
        MethodHandle setPriority = SetPriority.CALL;
        if (setPriority == null) {
            return;
        }
        try {
            int ignoredWhereForbidden = (int) setPriority.invokeExact(PRIO_PROCESS, 0, LEAST_URGENT);
            assert ignoredWhereForbidden <= 0;
        } catch (Throwable failed) {
            throw new IllegalStateException("setpriority cannot be called", failed);
        }
    }
}
