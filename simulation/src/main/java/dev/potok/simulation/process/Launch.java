package dev.potok.simulation.process;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a child is started: with the runtime that this program runs on, and from where its classes are.
 *
 * @param java      the launcher of the runtime
 * @param classPath what the child's classes come from; empty if they are modules of the runtime itself
 * @param mainClass what it runs, by its name
 * @param more      options of the virtual machine, besides those that every child has
 */
record Launch(Path java, List<Path> classPath, String mainClass, List<String> more) {
    private static final String HEAP_MEGABYTES = System.getProperty("potok.process.heap", "256");

    /** Of this program. */
    static Launch here() {
        boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
        return new Launch(java, paths(), ChildMain.class.getName(), List.of());
    }

    private static List<Path> paths() {
        Module own = Launch.class.getModule();
        if (!own.isNamed()) {
            return inherited();
        }
        var paths = new LinkedHashSet<Path>();
        own.getLayer().configuration().findModule(own.getName()).ifPresent(module -> gather(module, paths));
        return List.copyOf(paths);
    }

    /** All of this program's class path, since a job may be of any class on it, as tests' are. */
    private static List<Path> inherited() {
        var paths = new ArrayList<Path>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            paths.add(Path.of(entry).toAbsolutePath());
        }
        return List.copyOf(paths);
    }

    /** A module and what it needs; those of the runtime are there anyway. An automatic module would need everything. */
    private static void gather(ResolvedModule module, Set<Path> paths) {
        URI location = module.reference().location().orElse(URI.create("jrt:/"));
        if (!"file".equals(location.getScheme()) || !paths.add(Path.of(location))) {
            return;
        }
        ModuleDescriptor descriptor = module.reference().descriptor();
        if (!descriptor.isAutomatic()) {
            module.reads().stream().sorted((one, other) -> one.name().compareTo(other.name()))
                    .forEach(needed -> gather(needed, paths));
        }
    }

    /**
     * Starts one; what it prints is one stream.
     *
     * @throws ProcessException if the system does not start it
     */
    Process start() {
        if (!Files.isExecutable(java)) {
            throw new ProcessException("No process can be started, for the runtime of this program has no launcher: "
                    + java + " is not there");
        }
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(more);
        command.addAll(options());
        if (classPath.isEmpty()) {
            command.add("-m");
            command.add(Launch.class.getModule().getName() + "/" + mainClass);
        } else {
            command.add("-cp");
            command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
            command.add(mainClass);
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // These would reach every child too: a debugger's port, for one, is for the program alone.
        builder.environment().keySet()
                .removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JAVA_AOT_OPTIONS"));
        try {
            return builder.start();
        } catch (IOException refused) {
            throw new ProcessException("The system starts no further process: " + refused.getMessage(), refused);
        }
    }

    /** The same, with its classes from there. */
    Launch withClassPath(List<Path> other) {
        return new Launch(java, List.copyOf(other), mainClass, more);
    }

    /** The same, with one more option of the virtual machine. */
    Launch withOption(String option) {
        return new Launch(java, classPath, mainClass, Stream.concat(more.stream(), Stream.of(option)).toList());
    }

    /** The options of the virtual machine that every child has. */
    List<String> options() {
        String module = classPath.isEmpty() ? Launch.class.getModule().getName() : "ALL-UNNAMED";
        return List.of(
                // A small process that is there soon; its cores are for its actors.
                "-XX:+UseSerialGC", "-Xms16m", "-Xmx" + HEAP_MEGABYTES + "m",
                // No file in /tmp for each child.
                "-XX:-UsePerfData",
                "--enable-native-access=" + module, "--add-exports=jdk.jfr/jdk.jfr.internal=" + module,
                "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8");
    }
}
