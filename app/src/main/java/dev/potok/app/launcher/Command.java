package dev.potok.app.launcher;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.text.Texts;

/** One command of the program. */
interface Command {
    /** What can be written after its name, described in that language. */
    CommandSpec grammar(Texts texts);

    /**
     * Does it, on the calling thread.
     *
     * @return the exit code
     * @throws CommandException if it cannot be done; nothing is left half-written
     */
    int execute(ParseResult written, Terminal terminal) throws CommandException;
}
