package dev.potok.app.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.text.Texts;
import dev.potok.simulation.engine.Catalogue;

/**
 * What was written after a command, turned into values; whatever is no value is told in one sentence that names what was
 * written, where, and what it may be.
 *
 * @param parsed what the parser made of it
 * @param texts  the user's language
 */
record Written(ParseResult parsed, Texts texts) {
    private static final Pattern WITH_UNIT = Pattern.compile("(\\d+(?:[.,]\\d+)?)\\s*(ns|us|µs|μs|ms|s|нс|мкс|мс|с)");
    private static final Pattern CLOCK = Pattern.compile("(\\d+):([0-5]\\d)(?:[.,](\\d{1,9}))?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[xX×хХ](\\d{1,5})");

    // ---- the grammar

    /** An option with a value, described by the message of its name. */
    static OptionSpec option(Texts texts, String name, String label) {
        return OptionSpec.builder(name).type(String.class).arity("1").paramLabel(label)
                .description(texts.get("cli.option." + name.substring(2))).build();
    }

    /** An option that may be given many times. */
    static OptionSpec repeated(Texts texts, String name, String label) {
        return OptionSpec.builder(name).type(List.class).auxiliaryTypes(String.class).arity("1").paramLabel(label)
                .description(texts.get("cli.option." + name.substring(2))).build();
    }

    /** An option that is there or not. */
    static OptionSpec flag(Texts texts, String name) {
        return OptionSpec.builder(name).type(boolean.class).arity("0")
                .description(texts.get("cli.option." + name.substring(2))).build();
    }

    /** Something written without a dash, at most once. */
    static PositionalParamSpec positional(Texts texts, String label, String key) {
        return PositionalParamSpec.builder().type(String.class).arity("0..1").index("0").paramLabel(label)
                .description(texts.get(key)).build();
    }

    // ---- what is there

    /** The command as one writes it, with the name of the program. */
    String command() {
        return parsed.commandSpec().qualifiedName();
    }

    /** Whether the option was given. */
    boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    /** The value of the option as written, null if it was not given. */
    @Nullable
    String text(String option) {
        return parsed.matchedOptionValue(option, (String) null);
    }

    /** All values of an option that may be given many times. */
    List<String> all(String option) {
        return parsed.matchedOptionValue(option, List.of());
    }

    /** What was written without a dash, null if nothing was. */
    @Nullable
    String positional() {
        return parsed.matchedPositionalValue(0, (String) null);
    }

    /** The sentence for a wrong usage. */
    CommandException wrong(String key, Object... arguments) {
        return CommandException.of(texts, key, arguments);
    }

    // ---- values

    /** A whole number within bounds, or the default where the option was not given. */
    int wholeNumber(String option, int least, int most, int otherwise) throws CommandException {
        return (int) wholeNumber(option, (long) least, most, otherwise);
    }

    /** The same for long numbers. */
    long wholeNumber(String option, long least, long most, long otherwise) throws CommandException {
        String written = text(option);
        if (written == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(written.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong("cli.error.not-a-number", option, written, Long.toString(least), Long.toString(most));
        }
        throw wrong("cli.error.out-of-bounds", option, written, Long.toString(least), Long.toString(most));
    }

    /** One of several words, or the default where the option was not given. */
    String word(String option, List<String> words, String otherwise) throws CommandException {
        String written = text(option);
        if (written == null) {
            return otherwise;
        }
        if (!words.contains(written)) {
            throw wrong("cli.error.not-a-word", option, written, String.join(", ", words));
        }
        return written;
    }

    /** The scenario of that id. */
    Catalogue.Entry scenario(String id) throws CommandException {
        var found = Catalogue.find(id);
        if (found.isPresent()) {
            return found.get();
        }
        List<String> near = Nearest.to(id, Catalogue.entries().stream().map(Catalogue.Entry::id).toList());
        throw near.isEmpty()
                ? wrong("cli.error.unknown-scenario", id)
                : wrong("cli.error.unknown-scenario-near", id, String.join(", ", near));
    }

    /** A run time in nanoseconds: {@code 1.5s}, {@code 200ms}, {@code 0:09.186}. */
    long time(String option, String written) throws CommandException {
        String text = written.strip();
        try {
            Matcher unit = WITH_UNIT.matcher(text);
            if (unit.matches()) {
                long nanosOfUnit = switch (unit.group(2)) {
                    case "ns", "нс" -> 1;
                    case "us", "µs", "μs", "мкс" -> 1_000;
                    case "ms", "мс" -> 1_000_000;
                    default -> 1_000_000_000;
                };
                return new java.math.BigDecimal(unit.group(1).replace(',', '.'))
                        .multiply(java.math.BigDecimal.valueOf(nanosOfUnit)).toBigInteger().longValueExact();
            }
            Matcher clock = CLOCK.matcher(text);
            if (clock.matches()) {
                long seconds = Math.addExact(Math.multiplyExact(Long.parseLong(clock.group(1)), 60L),
                        Long.parseLong(clock.group(2)));
                String fraction = clock.group(3) == null ? "" : clock.group(3);
                long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
                return Math.addExact(Math.multiplyExact(seconds, 1_000_000_000L), nanos);
            }
        } catch (ArithmeticException | NumberFormatException tooLong) {
            throw wrong("cli.error.not-a-time", option, written);
        }
        throw wrong("cli.error.not-a-time", option, written);
    }

    /**
     * A size in pixels.
     *
     * @param width  200 to 8192
     * @param height 200 to 8192
     */
    record Size(int width, int height) {
        static final int LEAST = 200;
        static final int MOST = 8192;
    }

    /** A size such as {@code 1440x900}, or the default where the option was not given. */
    Size size(String option, Size otherwise) throws CommandException {
        String written = text(option);
        if (written == null) {
            return otherwise;
        }
        Matcher matcher = SIZE.matcher(written.strip());
        if (matcher.matches()) {
            int width = Integer.parseInt(matcher.group(1));
            int height = Integer.parseInt(matcher.group(2));
            if (Math.min(width, height) >= Size.LEAST && Math.max(width, height) <= Size.MOST) {
                return new Size(width, height);
            }
        }
        throw wrong("cli.error.not-a-size", option, written, Integer.toString(Size.LEAST), Integer.toString(Size.MOST));
    }

    // ---- files

    /** A path, whether or not something is there. */
    Path path(String written) throws CommandException {
        if (written.isBlank()) {
            throw wrong("cli.error.empty-path");
        }
        try {
            return Path.of(written).toAbsolutePath().normalize();
        } catch (InvalidPathException invalid) {
            throw wrong("cli.error.not-a-path", written);
        }
    }

    /** A file that can be read. */
    Path fileToRead(String written) throws CommandException {
        Path file = path(written);
        if (!Files.exists(file)) {
            throw wrong("cli.error.no-file", file.toString());
        }
        if (Files.isDirectory(file)) {
            throw wrong("cli.error.file-is-folder", file.toString());
        }
        if (!Files.isReadable(file)) {
            throw wrong("cli.error.unreadable", file.toString());
        }
        return file;
    }

    /** A file that can be written: its folder is there and takes files. A file that is there will be replaced. */
    Path fileToWrite(String written) throws CommandException {
        Path file = path(written);
        Path folder = file.getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw wrong("cli.error.file-is-folder", file.toString());
        }
        if (!Files.exists(folder)) {
            throw wrong("cli.error.no-folder", folder.toString(), String.valueOf(file.getFileName()));
        }
        if (!Files.isDirectory(folder)) {
            throw wrong("cli.error.not-a-folder", folder.toString());
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw wrong("cli.error.not-writable-file", file.toString());
        }
        attempt(folder);
        return file;
    }

    /** A folder that takes files, made if it is not there. */
    Path folderToWrite(String written) throws CommandException {
        Path folder = path(written);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw wrong("cli.error.not-a-folder", folder.toString());
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException impossible) {
            throw wrong("cli.error.folder-not-made", folder.toString());
        }
        attempt(folder);
        return folder;
    }

    /** Permissions do not tell everything (read-only file systems, quotas): the proof is a file. */
    private void attempt(Path folder) throws CommandException {
        try {
            Files.delete(Files.createTempFile(folder, ".potok-", ".part"));
        } catch (IOException impossible) {
            throw wrong("cli.error.not-writable", folder.toString());
        }
    }
}
