package dev.potok.simulation.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** A shared file with a table of the dead, as a parent process keeps one, and the child processes of a test. */
final class Shared implements AutoCloseable {
    private static final int PARTIES = 4096;
    private static final int TABLE = 0;
    /** The root words that are left to the test: where that lies which it is about, and what it is told. */
    static final int SUBJECT = 1;
    static final int TOLD = 2;
    static final int TAKEN = 3;

    final SharedMemory memory;
    private final long dead;
    private final List<Process> children = new ArrayList<>();

    private Shared(SharedMemory memory) {
        this.memory = memory;
        if (root(TABLE) == 0) {
            root(TABLE, memory.allocate(PARTIES * (long) Integer.BYTES, Words.APART));
        }
        dead = root(TABLE);
    }

    static Shared create(Path folder, long bytes) throws IOException {
        return new Shared(SharedMemory.create(folder.resolve("memory"), bytes));
    }

    static Shared open(Path path) throws IOException {
        return new Shared(SharedMemory.open(path));
    }

    long root(int index) {
        return (long) Words.LONG.getVolatile(memory.segment(), SharedMemory.rootOffset(index));
    }

    void root(int index, long value) {
        Words.LONG.setVolatile(memory.segment(), SharedMemory.rootOffset(index), value);
    }

    IntPredicate dead() {
        return party -> (int) Words.INT.getVolatile(memory.segment(), dead + (long) Integer.BYTES * party) != 0;
    }

    void die(int party) {
        Words.INT.setVolatile(memory.segment(), dead + (long) Integer.BYTES * party, 1);
    }

    /** Starts {@link SharingProgram} over this memory in a process of its own. */
    Process child(String... arguments) throws IOException {
        return child(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"), arguments);
    }

    Process child(List<String> options, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SharingProgram.class.getName(),
                memory.path().toString()));
        command.addAll(Arrays.asList(arguments));
        Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        children.add(child);
        return child;
    }

    @Override
    public void close() {
        for (Process child : children) {
            child.destroyForcibly();
            child.onExit().join();
        }
        memory.close();
    }
}
