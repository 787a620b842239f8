import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the self-contained program, and on systems whose installers jpackage makes, the installer. Started by the profile
 * {@code installer} with the JDK of the build:
 *
 * <pre>
 * java MakeImage.java PACKAGING LIB OPTIONS TARGET VERSION TIME
 * </pre>
 *
 * <dl>
 * <dt>PACKAGING</dt><dd>the folder of this file</dd>
 * <dt>LIB</dt><dd>all jars of the program</dd>
 * <dt>OPTIONS</dt><dd>the options of its virtual machine, as {@code bin/potok} has them</dd>
 * <dt>TARGET</dt><dd>an empty folder; {@code image/potok} and perhaps an installer come into it</dd>
 * <dt>VERSION</dt><dd>of the program</dd>
 * <dt>TIME</dt><dd>that all files are to have, as the jars have it</dd>
 * </dl>
 */
final class MakeImage {
    /** Those that the program and its libraries ask for, and the names of days and numbers in other languages. */
    private static final String MODULES = String.join(",", "java.base", "java.desktop", "java.logging",
            "java.management", "java.net.http", "java.prefs", "java.xml", "jdk.jfr", "jdk.localedata",
            "jdk.management", "jdk.unsupported", "jdk.unsupported.desktop");
    /**
     * What a start needs lies as it is and is packed by the installer, far better; the rest is packed also once it has been
     * installed.
     */
    private static final String COMPRESSED = "zip-9:filter=/java.base/jdk/internal/classfile/**,"
            + "/java.base/sun/security/**,/java.base/sun/net/**,/java.base/jdk/internal/net/**,"
            + "/java.xml/**,/java.net.http/**,/jdk.jfr/**,/jdk.localedata/**,/java.desktop/javax/swing/**,/java.desktop/com/sun/java/swing/**,"
            + "/java.desktop/sun/swing/**,/java.desktop/com/sun/media/**,/java.desktop/javax/sound/**,"
            + "/java.desktop/sun/print/**,/java.desktop/javax/print/**,/java.desktop/com/sun/imageio/**";
    private static final String MAIN = "dev.potok.app.launcher.Potok";
    private static final String CACHE = "potok.aot";
    private static final Path STRIP = Path.of("/usr/bin/strip");
    private static final long TRAINING_SECONDS = 180;

    private enum Family {
        LINUX, WINDOWS, MACOS;

        static Family here() {
            String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            return name.contains("win") ? WINDOWS : name.contains("mac") ? MACOS : LINUX;
        }
    }

    private final Family system = Family.here();
    private final Path packaging;
    private final Path lib;
    private final Path options;
    private final Path target;
    private final String version;
    private final FileTime time;

    private MakeImage(String[] arguments) {
        packaging = Path.of(arguments[0]);
        lib = Path.of(arguments[1]);
        options = Path.of(arguments[2]);
        target = Path.of(arguments[3]);
        version = arguments[4];
        time = FileTime.from(Instant.parse(arguments[5]));
    }

    public static void main(String[] arguments) throws Exception {
        new MakeImage(arguments).make();
    }

    private void make() throws Exception {
        Path runtime = target.resolve("runtime");
        tool("jlink", "--add-modules", MODULES, "--include-locales=en,ru",
                "--strip-java-debug-attributes", "--compress", COMPRESSED, "--no-header-files", "--no-man-pages",
                "--output", runtime.toString());

        Path machine = runtime.resolve("lib/server/libjvm.so");
        if (system == Family.LINUX && Files.isExecutable(STRIP)) { // five megabytes of names that nobody looks up
            run(List.of(STRIP.toString(), "--strip-unneeded", machine.toString()));
        }

        Path input = target.resolve("input");
        copy(lib, input);
        dropForeignLibraries(input);
        for (String name : List.of("splash.png", "logging.properties")) {
            Files.copy(packaging.resolve(name), input.resolve(name));
        }
        tool("jpackage", Stream.concat(image(runtime, input), launchers()).toArray(String[]::new));

        Path image = target.resolve("image").resolve(system == Family.MACOS ? "Potok.app" : "potok");
        for (Path launcher : launcherFiles(image)) {
            giveOptions(launcher);
        }
        setTimes(image);
        train(image);
        setTimes(image);
        if (system == Family.MACOS) { // the seal that jpackage has put on it is broken by now
            run(List.of("codesign", "--force", "--deep", "--sign", "-", image.toString()));
        }
        if (system == Family.WINDOWS) {
            tool("jpackage", windows(image).toArray(String[]::new));
        } else if (system == Family.MACOS) {
            tool("jpackage", "--type", "dmg", "--app-image", image.toString(), "--name", "Potok", "--dest",
                    target.toString(), "--app-version", versionHere(), "--file-associations",
                    packaging.resolve("macos/recording.properties").toString());
        } else if (Files.isExecutable(Path.of("/usr/bin/rpmbuild"))) {
            tool("jpackage", rpm(image).toArray(String[]::new));
        }
    }

    private Stream<String> image(Path runtime, Path input) {
        return Stream.of("--type", "app-image", "--name",
                system == Family.MACOS ? "Potok" : "potok", "--app-version", versionHere(), "--vendor", "Potok",
                "--description", "Runs concurrency for real and shows it on a stage",
                "--copyright", "The Potok authors, Apache License 2.0",
                "--dest", target.resolve("image").toString(),
                "--runtime-image", runtime.toString(), "--input", input.toString(),
                "--main-jar", "potok-app-" + version + ".jar", "--main-class", MAIN);
    }

    /** The program is for the terminal too; what the desktop starts is the same, with a picture until the window is there. */
    private Stream<String> launchers() {
        return switch (system) {
            case LINUX -> Stream.of("--icon", packaging.resolve("linux/potok.png").toString(),
                    "--add-launcher", "potok-window=" + packaging.resolve("linux/window.properties"));
            case WINDOWS -> Stream.of("--icon", packaging.resolve("windows/potok.ico").toString(), "--win-console",
                    "--add-launcher", "Potok-window=" + packaging.resolve("windows/window.properties"));
            case MACOS -> Stream.of("--icon", packaging.resolve("macos/potok.icns").toString(),
                    "--mac-package-identifier", "dev.potok");
        };
    }

    private List<String> windows(Path image) {
        return List.of("--type", "msi", "--app-image", image.toString(), "--name", "Potok", "--dest",
                target.toString(), "--app-version", versionHere(), "--vendor", "Potok",
                // A user without an administrator's rights can install it for himself.
                "--win-per-user-install", "--win-dir-chooser", "--win-menu", "--win-menu-group", "Potok",
                "--win-shortcut-prompt", "--win-upgrade-uuid", "6f0c1d0e-5a0b-4f0f-9f57-0c2d4b0a7b11",
                "--file-associations", packaging.resolve("windows/recording.properties").toString());
    }

    private List<String> rpm(Path image) {
        return List.of("--type", "rpm", "--app-image", image.toString(), "--name", "potok", "--dest",
                target.toString(), "--app-version", versionHere(), "--vendor", "Potok", "--linux-rpm-license-type",
                "Apache-2.0", "--linux-menu-group", "Education", "--linux-shortcut", "--file-associations",
                packaging.resolve("linux/recording.properties").toString());
    }

    /** Installers for macOS know no version that begins with 0. */
    private String versionHere() {
        return system == Family.MACOS && version.startsWith("0.") ? "1" + version.substring(1) : version;
    }

    /**
     * Those of the program, and those of an installed one. It runs on the class path: the virtual machine takes classes
     * from its cache wherever that was made, but modules only in the very folder in which it was.
     */
    private List<String> javaOptions() throws IOException {
        var all = new ArrayList<String>();
        for (String line : Files.readAllLines(options)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                all.add(line.strip().replace("--add-exports ", "--add-exports=").replaceFirst("=dev\\.potok\\..*",
                        "=ALL-UNNAMED"));
            }
        }
        all.add("-Djava.util.logging.config.file=$APPDIR/logging.properties");
        all.add("-XX:AOTCache=$APPDIR/" + CACHE);
        // One that does not fit any more is not used, and that is nothing to tell.
        all.add("-Xlog:aot=off");
        all.add("-Xlog:cds=off");
        return all;
    }

    /** What jpackage tells its launchers, in a file for each. */
    private static List<Path> launcherFiles(Path image) throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            return files.filter(file -> file.toString().endsWith(".cfg") && file.getParent().endsWith("app")).sorted()
                    .toList();
        }
    }

    /** Has a launcher start the program with all its options, which jpackage would give to the first one alone. */
    private void giveOptions(Path launcher) throws IOException {
        var lines = new ArrayList<String>();
        for (String line : Files.readAllLines(launcher)) {
            lines.add(line);
            if (line.equals("[JavaOptions]")) {
                javaOptions().forEach(option -> lines.add("java-options=" + option));
            }
        }
        Files.write(launcher, lines);
    }

    /** JNA brings a library for each of some twenty systems, of which one will be used. */
    private void dropForeignLibraries(Path jars) throws IOException {
        String own = switch (system) {
            case LINUX -> "linux-";
            case WINDOWS -> "win32-";
            case MACOS -> "darwin-";
        };
        try (DirectoryStream<Path> jna = Files.newDirectoryStream(jars, "jna-jpms-*.jar")) {
            for (Path jar : jna) {
                try (FileSystem content = FileSystems.newFileSystem(jar);
                        Stream<Path> files = Files.walk(content.getPath("com/sun/jna"))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        boolean library = file.getFileName().toString().contains("jnidispatch");
                        if (library && !file.getParent().getFileName().toString().startsWith(own)) {
                            Files.delete(file);
                        }
                    }
                }
            }
        }
    }

    // ---- the cache of classes

    /**
     * Lets the program do once what its users do first, and keeps its classes, loaded and linked (JEP 483, 514 and 515).
     * The virtual machine takes them only if the paths, sizes and times of the jars are the same.
     */
    private void train(Path image) throws Exception {
        Path app = image.resolve(switch (system) {
            case LINUX -> "lib/app";
            case WINDOWS -> "app";
            case MACOS -> "Contents/app";
        });
        Path home = image.resolve(switch (system) {
            case LINUX -> "lib/runtime";
            case WINDOWS -> "runtime";
            case MACOS -> "Contents/runtime/Contents/Home";
        });
        Path preferences = target.resolve("preferences");
        var command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        javaOptions().stream().filter(option -> !option.startsWith("-XX:AOTCache") && !option.startsWith("-Xlog"))
                .forEach(command::add);
        command.addAll(List.of("-XX:AOTCacheOutput=" + app.resolve(CACHE), "-Dpotok.start=rehearse",
                "-Djava.util.prefs.userRoot=" + preferences, "-Dpotok.process.cache=off"));
        String display = System.getenv("DISPLAY");
        if (system == Family.LINUX && (display == null || display.isEmpty())) {
            command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        }
        try (Stream<String> lines = Files.lines(app.resolve("potok.cfg"))) {
            command.addAll(List.of("-cp", lines.filter(line -> line.startsWith("app.classpath="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("$APPDIR", app.toString()))
                    .collect(Collectors.joining(File.pathSeparator)), MAIN));
        }
        Path log = target.resolve("training.log");
        var builder = new ProcessBuilder(command).directory(target.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process training = builder.start();
        if (!training.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
            training.destroyForcibly();
        }
        if (!Files.exists(app.resolve(CACHE))) {
            throw new IllegalStateException("the program did not get through its rehearsal, see " + log);
        }
    }

    private void setTimes(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Files.setLastModifiedTime(file, time);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException trouble) throws IOException {
                Files.setLastModifiedTime(directory, time);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    // ---- tools

    private static void tool(String name, String... arguments) {
        ToolProvider tool = ToolProvider.findFirst(name)
                .orElseThrow(() -> new IllegalStateException("this JDK has no " + name));
        int code = tool.run(System.out, System.err, arguments);
        if (code != 0) {
            throw new IllegalStateException(name + " " + Arrays.toString(arguments) + " ended with code " + code);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + " ended with code " + code);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            files.sorted().forEach(file -> {
                try {
                    Files.copy(file, to.resolve(file.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }
}
