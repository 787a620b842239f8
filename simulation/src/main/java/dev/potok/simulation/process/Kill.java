package dev.potok.simulation.process;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Sends signals as {@code kill(2)} does. Any thread. */
@SuppressWarnings("restricted") // asking the operating system is what it is for
final class Kill {
    /** Bound when the first signal is sent that Java itself cannot. */
    private static final @Nullable MethodHandle KILL = find();
    private static final boolean INTERRUPT_IGNORED = interruptIgnored();

    private Kill() {}

    private static @Nullable MethodHandle find() {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) {
            return null;
        }
        try {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup().find("kill")
                    .map(address -> linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)))
                    .orElse(null);
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
        MethodHandle kill = KILL;
        if (kill == null || INTERRUPT_IGNORED) {
            return false;
        }
        try {
            return (int) kill.invokeExact((int) pid, Signal.INTERRUPT.number()) == 0;
        } catch (Throwable failed) {
            throw new IllegalStateException("kill cannot be called", failed);
        }
    }
}
