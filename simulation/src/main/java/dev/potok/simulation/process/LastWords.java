package dev.potok.simulation.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * The end of what a process printed. A thread of its own reads all of it, so that the process never waits for somebody who
 * does. Any thread may ask.
 */
final class LastWords {
    private static final int MOST_LINES = 8;
    private static final int MOST_LETTERS = 300;
    private static final int STACK_BYTES = 256 << 10;

    /** Guarded by itself. */
    private final ArrayDeque<String> lines = new ArrayDeque<>();

    /**
     * Of a process that prints to one stream.
     *
     * @param end is run when all has been read and the process has ended
     */
    LastWords(Process process, Runnable end) {
        Thread.ofPlatform().daemon().name("potok-output-" + process.pid()).stackSize(STACK_BYTES).start(() -> {
            read(process);
            if (Child.awaitEnd(process, Long.MAX_VALUE)) {
                end.run();
            }
        });
    }

    private void read(Process process) {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = new StringBuilder();
            for (int letter = in.read(); letter >= 0; letter = in.read()) {
                if (letter == '\n') {
                    keep(line.toString());
                    line.setLength(0);
                } else if (line.length() < MOST_LETTERS) { // a line may have no end
                    line.append((char) letter);
                }
            }
            keep(line.toString());
        } catch (IOException closed) {
            keep("");
        }
    }

    private void keep(String line) {
        synchronized (lines) {
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
            if (lines.size() > MOST_LINES) {
                lines.remove();
            }
        }
    }

    /** Them, to be put behind a sentence; empty if there were none. */
    String quoted() {
        synchronized (lines) {
            return lines.isEmpty() ? "" : "; its last words were: " + String.join(" / ", lines);
        }
    }
}
