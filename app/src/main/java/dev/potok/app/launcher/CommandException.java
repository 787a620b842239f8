package dev.potok.app.launcher;

import dev.potok.app.text.Texts;

/** A command cannot do what it was asked; its message is the one sentence for standard error, in the user's language. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private CommandException(String sentence) {
        super(sentence);
    }

    /** With the message of that key as its sentence. */
    static CommandException of(Texts texts, String key, Object... arguments) {
        return new CommandException(texts.get(key, arguments));
    }

    /** The sentence, all on one line whatever was put into it. */
    String sentence() {
        return String.valueOf(getMessage()).lines().map(String::strip).filter(line -> !line.isEmpty())
                .reduce((one, next) -> one + " " + next).orElse("");
    }
}
