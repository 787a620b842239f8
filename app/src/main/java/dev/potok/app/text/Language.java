package dev.potok.app.text;

import java.util.Locale;
import java.util.function.Function;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The language of the window, which can change while it is open. For the JavaFX thread. */
public final class Language {
    private final ReadOnlyObjectWrapper<Texts> texts;

    /** Begins in the language of that locale. */
    public Language(Locale locale) {
        texts = new ReadOnlyObjectWrapper<>(new Texts(locale));
    }

    /** The messages now. */
    public Texts texts() {
        return texts.get();
    }

    /** Changes whenever the language does. */
    public ReadOnlyObjectProperty<Texts> textsProperty() {
        return texts.getReadOnlyProperty();
    }

    /** Switches. */
    public void use(Locale locale) {
        texts.set(new Texts(locale));
    }

    /** Switches to the next of the languages there are. */
    public void useNext() {
        int now = Texts.LANGUAGES.indexOf(texts().locale());
        use(Texts.LANGUAGES.get((now + 1) % Texts.LANGUAGES.size()));
    }

    /** The message of that key, following the language. */
    public StringBinding text(String key, Object... arguments) {
        return text(now -> now.get(key, arguments));
    }

    /** Any text made of messages, following the language. */
    public StringBinding text(Function<Texts, String> sentence) {
        return Bindings.createStringBinding(() -> sentence.apply(texts.get()), texts);
    }
}
