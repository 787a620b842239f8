package dev.potok.app.text;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.trace.file.Notice;
import dev.potok.simulation.trace.file.TraceFileException;

/**
 * Words what went wrong: one clear sentence that says what, where, and what to do. Any thread.
 *
 * @param texts the language
 */
public record Problems(Texts texts) {
    /** The sentence for whatever was thrown. A setting is called by its name on the command line. */
    public String sentence(Throwable problem) {
        return switch (problem) {
            case SettingException wrong -> sentence(wrong, wrong.setting());
            case UncheckedIOException wrapped when wrapped.getCause() != null -> sentence(wrapped.getCause());
            case CompletionException wrapped when wrapped.getCause() != null -> sentence(wrapped.getCause());
            case ExecutionException wrapped when wrapped.getCause() != null -> sentence(wrapped.getCause());
            case NoSuchFileException missing -> texts.get("problem.no-file", missing.getFile());
            case AccessDeniedException denied -> texts.get("problem.denied", denied.getFile());
            case FileAlreadyExistsException there -> texts.get("problem.file-exists", there.getFile());
            case FileSystemException broken when broken.getFile() != null ->
                    texts.get("problem.file", broken.getFile(), message(broken.getReason(), broken));
            case OutOfMemoryError full -> texts.get("problem.memory");
            default -> texts.get("problem.other", message(problem.getMessage(), problem));
        };
    }

    /** The sentence for a setting that cannot be used as given, which is called {@code label}. */
    public String sentence(SettingException wrong, String label) {
        String given = wrong.given();
        String allowed = wrong.allowed();
        return switch (wrong.reason()) {
            case UNKNOWN -> allowed.isEmpty() ? texts.get("problem.setting.unknown-none", label)
                    : texts.get("problem.setting.unknown", label, allowed);
            case NOT_A_NUMBER -> given.isEmpty() ? texts.get("problem.setting.no-number", label, allowed)
                    : texts.get("problem.setting.not-a-number", label, allowed, given);
            case OUT_OF_BOUNDS -> texts.get("problem.setting.out-of-bounds", label, allowed, given);
            case NOT_AN_OPTION -> texts.get("problem.setting.not-an-option", label, allowed, given);
            case NO_FOLDER -> texts.get("problem.setting.no-folder", label, given);
            case NOT_A_FOLDER -> texts.get("problem.setting.not-a-folder", label, given);
            case UNREADABLE_FOLDER -> texts.get("problem.setting.unreadable-folder", label, given);
            case EMPTY_FOLDER -> texts.get("problem.setting.empty-folder", label, given);
            case NO_PRESS -> texts.get("problem.setting.no-press", label, given);
            case NO_SUCH_CALL -> texts.get("problem.setting.no-such-call", label, given, allowed);
            case NO_SUCH_ACTOR -> texts.get("problem.setting.no-such-actor", label, given, allowed);
            case TOO_MANY_ACTORS -> texts.get("problem.setting.too-many-actors", label, given, allowed);
            case WAITS_IN_CALL -> texts.get("problem.setting.waits-in-call", label, given, allowed);
        };
    }

    /** The sentence for a file that is no usable recording. */
    public String sentence(TraceFileException unusable, Path file) {
        return texts.get("cli.error.recording-" + kebab(unusable.reason()), file.toString(), unusable.detail());
    }

    /** What whoever opens a recording should be told. */
    public String sentence(Notice notice) {
        String key = "notice." + kebab(notice.kind());
        return switch (notice.kind()) {
            case UNFINISHED, DAMAGED, TRUNCATED -> {
                long events = (Long) notice.figures().get(0);
                long nanos = (Long) notice.figures().get(1);
                yield texts.get(key, texts.count(events, "events"), String.format(texts.locale(), "%.3f", nanos / 1e9));
            }
            case IMPORTED, LEFT_OUT -> texts.get(key, notice.figures().toArray());
        };
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String message(@Nullable String message, Throwable problem) {
        String kind = problem.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : message + " (" + kind + ")";
    }
}
