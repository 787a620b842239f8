package dev.potok.app.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.potok.resources.Resource;

/**
 * A Python that runs a script of ours, which prints figures. The script lies in a temporary folder meanwhile, for processes
 * that it spawns read it anew. Confined to one thread.
 */
final class Python implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final String interpreter;
    private final Path folder;
    private final Path script;
    private final Path out;
    private final Path err;

    /**
     * Lays the script out.
     *
     * @param interpreter its name or path
     * @param script      a file among the resources
     */
    Python(String interpreter, String script) {
        this.interpreter = interpreter;
        try {
            folder = Files.createTempDirectory("potok-bench-");
            this.script = folder.resolve("script.py");
            out = folder.resolve("out");
            err = folder.resolve("err");
            try (InputStream in = Resource.open(script)) {
                Files.copy(in, this.script);
            }
            for (Path left : List.of(folder, this.script, out, err)) { // who ends the program in the middle leaves these
                left.toFile().deleteOnExit();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the script for Python cannot be laid out in the temporary folder", broken);
        }
    }

    /**
     * Runs the script with that argument.
     *
     * @return the figures by name
     * @throws PythonException      if there is no such interpreter, it fails, takes too long, or says something else
     * @throws InterruptedException if the thread is interrupted; the interpreter is ended then
     */
    Map<String, Double> run(String work) throws PythonException, InterruptedException {
        Process process;
        try {
            // Isolated: neither variables nor modules of the user's have a part in it.
            process = new ProcessBuilder(interpreter, "-I", script.toString(), work).directory(folder.toFile())
                    .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        } catch (IOException missing) {
            throw new PythonException("python-missing", interpreter);
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new PythonException("python-late", work, Long.toString(PATIENCE_SECONDS));
            }
            String said = Files.readString(out, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                String last = Files.readString(err, StandardCharsets.UTF_8).strip();
                throw new PythonException("python-failed", work, last.substring(last.lastIndexOf('\n') + 1));
            }
            return figures(work, said);
        } catch (IOException broken) {
            throw new PythonException("python-failed", work, String.valueOf(broken.getMessage()));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            Process ended = process.destroyForcibly();
            assert ended.pid() == process.pid();
        }
    }

    /**
     * Reads lines of a name and a number each.
     *
     * @throws PythonException if there are none, or others
     */
    static Map<String, Double> figures(String work, String said) throws PythonException {
        var figures = new LinkedHashMap<String, Double>();
        for (String line : said.lines().filter(each -> !each.isBlank()).toList()) {
            List<String> words = List.of(line.strip().split("\\s+"));
            try {
                double value = words.size() == 2 ? Double.parseDouble(words.getLast()) : Double.NaN;
                if (!Double.isFinite(value) || value <= 0 || figures.put(words.getFirst(), value) != null) {
                    throw new PythonException("python-unclear", work, line.strip());
                }
            } catch (NumberFormatException noNumber) {
                throw new PythonException("python-unclear", work, line.strip());
            }
        }
        if (figures.isEmpty()) {
            throw new PythonException("python-unclear", work, "");
        }
        return figures;
    }

    @Override
    public void close() {
        try {
            for (Path file : List.of(script, out, err)) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            assert left != null; // somebody holds a file open; the end of the program has another try
        }
    }
}
