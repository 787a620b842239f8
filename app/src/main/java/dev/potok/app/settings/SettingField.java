package dev.potok.app.settings;

import java.util.function.Function;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.SettingException;

/** One thing that can be set: what is written, what is wrong with it, and whether the run shown has another value. */
public final class SettingField {
    private final Setting setting;
    private final Function<String, @Nullable SettingException> judge;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable SettingException> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper pending = new ReadOnlyBooleanWrapper();
    private @Nullable String running;

    SettingField(Setting setting, String written, Function<String, @Nullable SettingException> judge) {
        this.setting = setting;
        this.judge = judge;
        text.set(written);
        text.subscribe(now -> look());
    }

    /** What can be set. */
    public Setting setting() {
        return setting;
    }

    /** The value as written, right or wrong. */
    public StringProperty textProperty() {
        return text;
    }

    /** What is wrong with it, null if nothing is. */
    public ReadOnlyObjectProperty<@Nullable SettingException> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether it will change something with the next run. */
    public ReadOnlyBooleanProperty pendingProperty() {
        return pending.getReadOnlyProperty();
    }

    /** The whole number written, or the one it was last told to fall back on. */
    public int number(int otherwise) {
        try {
            return Integer.parseInt(text.get().strip());
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /** Adds to a whole number, staying within its bounds; from something that is no number it goes to the default. */
    public void add(int steps) {
        if (setting instanceof Setting.WholeNumber whole) {
            int now = number(whole.defaultValue() - steps);
            text.set(Long.toString(Math.clamp((long) now + steps, whole.minimum(), whole.maximum())));
        }
    }

    /** Back to the default. */
    public void reset() {
        text.set(setting.defaultText());
    }

    /** The value of the run shown, null if that has none. */
    void setRunning(@Nullable String value) {
        running = value;
        look();
    }

    private void look() {
        problem.set(judge.apply(text.get()));
        pending.set(running != null && !running.equals(text.get().strip()));
    }
}
