package dev.potok.app.launcher;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import dev.potok.app.text.Texts;

/** Words in one sentence what the parser could not make sense of. */
final class UsageSentence {
    private UsageSentence() {}

    /** The sentence for that exception, in that language. */
    static CommandException of(ParameterException wrong, Texts texts) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        String name = command.qualifiedName();
        return switch (wrong) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched.getUnmatched(), command, texts);
            case MissingParameterException missing when !missing.getMissing().isEmpty() ->
                    CommandException.of(texts, "cli.error.option-needs-value", label(missing.getMissing().getFirst()),
                            name);
            case OverwrittenOptionException twice -> CommandException.of(texts, "cli.error.option-twice",
                    label(twice.getOverwritten()), name);
            default -> CommandException.of(texts, "cli.error.arguments", name, String.valueOf(wrong.getMessage()));
        };
    }

    private static CommandException unmatched(List<String> unmatched, CommandSpec command, Texts texts) {
        String first = unmatched.getFirst();
        String name = command.qualifiedName();
        if (first.startsWith("-") && first.length() > 1) {
            var known = new ArrayList<String>();
            command.options().forEach(option -> known.addAll(List.of(option.names())));
            String bare = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
            List<String> near = Nearest.to(bare, known);
            return near.isEmpty()
                    ? CommandException.of(texts, "cli.error.unknown-option", name, bare)
                    : CommandException.of(texts, "cli.error.unknown-option-near", name, bare, near.getFirst());
        }
        if (command.parent() == null) {
            List<String> names = new CommandLine(command).getSubcommands().keySet().stream().toList();
            List<String> near = Nearest.to(first, names);
            return near.isEmpty()
                    ? CommandException.of(texts, "cli.error.unknown-command", first, String.join(", ", names))
                    : CommandException.of(texts, "cli.error.unknown-command-near", first, near.getFirst());
        }
        return CommandException.of(texts, "cli.error.superfluous", name, first);
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
