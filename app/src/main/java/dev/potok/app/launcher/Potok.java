package dev.potok.app.launcher;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

import dev.potok.app.text.Texts;
import dev.potok.app.text.Version;

/**
 * The program: finds the command in what was written after its name, and runs it. Without a command it opens the window.
 */
public final class Potok {
    private static final String LANGUAGE = "--language";
    private static final List<String> LANGUAGES = Texts.LANGUAGES.stream().map(Locale::getLanguage).toList();

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final ShowCommand show;

    Potok(Outside outside, Interruption interruption) {
        show = new ShowCommand(outside, interruption);
        commands.put("show", show);
        commands.put("list", new ListCommand());
        commands.put("run", new RunCommand(outside, interruption));
        commands.put("rehearse", new RehearseCommand(interruption));
        commands.put("export", new ExportCommand(outside, interruption));
        commands.put("open", new OpenCommand(outside));
        commands.put("bench", new BenchCommand());
        commands.put("doctor", new DoctorCommand(outside));
    }

    /** Runs the program and ends the process with the code of its command. */
    public static void main(String[] arguments) {
        Charset charset = charset(arguments);
        var out = new PrintWriter(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, charset);
        var err = new PrintWriter(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, charset);
        boolean inPlace = System.console() != null && System.console().isTerminal();
        var potok = new Potok(Connections.outside(), Interruption.ofProcess());
        int code = potok.run(List.of(arguments), new Terminal(out, err, new Texts(userLocale(System.getenv())), inPlace,
                Terminal.hasSigns(charset)));
        System.exit(code);
    }

    /**
     * What is printed is encoded as the terminal has it; JSON is UTF-8 (RFC 8259), and so is everything where the system
     * names no encoding but ASCII, which cannot say anything in Russian.
     */
    private static Charset charset(String[] arguments) {
        if (List.of(arguments).contains("--json")) {
            return StandardCharsets.UTF_8;
        }
        Charset told = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), StandardCharsets.UTF_8);
        return told.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : told;
    }

    /**
     * The user's locale. The variables come first: Java knows them only for locales that are installed, and a language
     * needs no installation here.
     */
    static Locale userLocale(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.split("[_.@]", 2)[0])
                .filter(LANGUAGES::contains)
                .map(Locale::of)
                .orElseGet(Locale::getDefault);
    }

    /** Runs the command in those arguments on the calling thread and returns its exit code. Prints nothing else. */
    int run(List<String> arguments, Terminal given) {
        Terminal terminal = given;
        try {
            terminal = inLanguage(arguments, given);
            return execute(arguments, terminal);
        } catch (CommandException sentence) {
            terminal.out().flush();
            terminal.err().println("potok: " + sentence.sentence());
            return ExitCode.NOT_DONE;
        } catch (RuntimeException | LinkageError unexpected) { // a fault of ours, or a library the system lacks
            terminal.out().flush();
            CommandException sentence = CommandException.of(terminal.texts(), "cli.error.unexpected", unexpected);
            terminal.err().println("potok: " + sentence.sentence());
            if (Boolean.getBoolean("potok.trouble")) {
                unexpected.printStackTrace(terminal.err());
            }
            return ExitCode.NOT_DONE;
        } catch (OutOfMemoryError full) {
            terminal.err().println("potok: " + terminal.texts().get("problem.memory"));
            return ExitCode.NOT_DONE;
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    /** Who types "help" means the option; and a recording alone, as the desktop passes one, is to be opened. */
    private static List<String> withHelp(List<String> arguments) {
        if (arguments.size() == 1 && arguments.getFirst().endsWith(".potok")) {
            return List.of("open", arguments.getFirst());
        }
        if (arguments.isEmpty() || !arguments.getFirst().equals("help")) {
            return arguments;
        }
        var asked = new ArrayList<>(arguments.subList(1, arguments.size()));
        asked.add("--help");
        return asked;
    }

    private int execute(List<String> given, Terminal terminal) throws CommandException {
        if (given.isEmpty() && show.opened()) {
            return ExitCode.FINE;
        }
        List<String> arguments = withHelp(given);
        Texts texts = terminal.texts();
        CommandLine line = grammar(texts);
        ParseResult parsed;
        try {
            parsed = line.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException wrong) {
            throw UsageSentence.of(wrong, texts);
        }
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        if (parsed.isUsageHelpRequested()) {
            new CommandLine(parsed.commandSpec()).usage(terminal.out(), CommandLine.Help.Ansi.OFF);
            return ExitCode.FINE;
        }
        if (parsed.isVersionHelpRequested()) {
            terminal.out().println("potok " + Version.get());
            return ExitCode.FINE;
        }
        Command command = commands.get(parsed.commandSpec().name());
        return (command == null ? java.util.Objects.requireNonNull(commands.get("show")) : command)
                .execute(parsed, terminal);
    }

    private CommandLine grammar(Texts texts) {
        CommandSpec root = described(CommandSpec.create(), "potok", "cli.potok", texts);
        root.addOption(
                OptionSpec.builder(LANGUAGE).type(String.class).arity("1").paramLabel(String.join("|", LANGUAGES))
                        .description(texts.get("cli.option.language")).scopeType(ScopeType.INHERIT).build());
        root.addOption(OptionSpec.builder("--version", "-V").type(boolean.class).arity("0").versionHelp(true)
                .description(texts.get("cli.option.version")).build());
        commands.forEach((name, command) -> root.addSubcommand(name,
                described(command.grammar(texts), name, "cli." + name, texts)));
        return new CommandLine(root).setExpandAtFiles(false);
    }

    private static CommandSpec described(CommandSpec spec, String name, String key, Texts texts) {
        spec.name(name).addOption(OptionSpec.builder("--help", "-h").type(boolean.class).arity("0").usageHelp(true)
                .description(texts.get("cli.option.help")).build());
        spec.usageMessage()
                .description(texts.get(key + ".description"))
                .synopsisHeading(texts.get("cli.heading.usage") + " ")
                .synopsisSubcommandLabel(texts.get("cli.heading.command"))
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .commandListHeading("%n");
        return spec;
    }

    /** The language is needed before the arguments are understood, since misunderstandings are told in it. */
    private static Terminal inLanguage(List<String> arguments, Terminal given) throws CommandException {
        String wanted = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(LANGUAGE + "=")) {
                wanted = argument.substring(LANGUAGE.length() + 1);
            } else if (argument.equals(LANGUAGE) && i + 1 < arguments.size()) {
                wanted = arguments.get(i + 1);
            }
        }
        if (wanted == null) {
            return given;
        }
        if (!LANGUAGES.contains(wanted)) {
            throw CommandException.of(given.texts(), "cli.error.not-a-word", LANGUAGE, wanted,
                    String.join(", ", LANGUAGES));
        }
        return new Terminal(given.out(), given.err(), new Texts(Locale.of(wanted)), given.inPlace(), given.signs());
    }
}
