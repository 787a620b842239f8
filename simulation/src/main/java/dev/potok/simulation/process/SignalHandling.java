package dev.potok.simulation.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

/**
 * What a child does on SIGINT and SIGTERM. As long as nothing is set, the virtual machine itself ends the process, with
 * 130 and 143. Any thread.
 *
 * <p>
 * {@code sun.misc.Signal} is the only way to a signal from Java; it is supported (module {@code jdk.unsupported}), but
 * javac warns of its name without end, so it is found by reflection, and only by those who need it.
 */
final class SignalHandling {
    private static final int BY_SIGNAL = 128;

    private final DistantParent parent;
    private volatile @Nullable Runnable interrupt;
    private volatile @Nullable Runnable terminate;

    /** Nothing is set yet. */
    SignalHandling(DistantParent parent) {
        this.parent = parent;
    }

    synchronized void onInterrupt(Runnable handler) {
        boolean first = interrupt == null;
        interrupt = handler;
        if (first) {
            handle("INT", Signal.INTERRUPT);
        }
    }

    synchronized void onTerminate(Runnable handler) {
        boolean first = terminate == null;
        terminate = handler;
        if (first) {
            handle("TERM", Signal.TERMINATE);
        }
    }

    /** As if the signal of this number had come; returns at once. */
    void raise(int number) {
        Thread.ofPlatform().name("potok-signal").start(() -> come(number));
    }

    private void come(int number) {
        Runnable interruption = interrupt;
        if (number == Signal.INTERRUPT.number() && interruption != null) {
            interruption.run();
            return;
        }
        int code = BY_SIGNAL + number;
        try {
            Runnable termination = terminate;
            if (number == Signal.TERMINATE.number() && termination != null) {
                parent.depart();
                try {
                    termination.run();
                } finally {
                    parent.leave(code, false); // the job goes on until the very end
                }
            }
        } finally {
            NativeExit.exit(code);
        }
    }

    private void handle(String name, Signal signal) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    come(signal.number());
                    yield null;
                }
                case "hashCode" -> signal.number();
                case "equals" -> false; // it is never compared
                default -> "the handler of " + signal;
            };
            Object proxy = Proxy.newProxyInstance(SignalHandling.class.getClassLoader(), new Class<?>[] {handlers},
                    handler);
            signals.getMethod("handle", signals, handlers).invoke(null,
                    signals.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException refused) {
            throw new ProcessException("SIG" + name + " cannot be handled by this Java: " + refused, refused);
        }
    }
}
