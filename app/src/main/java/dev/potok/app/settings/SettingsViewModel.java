package dev.potok.app.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableMap;

import org.jspecify.annotations.Nullable;

import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.trace.TraceMemory;

/**
 * The form for the next run. What is written goes to the plan at once, right or wrong; a wrong value keeps only itself
 * from being used. For the JavaFX thread.
 */
public final class SettingsViewModel {
    private static final Setting.WholeNumber CORES = new Setting.WholeNumber("cores", 1, 1024, 4, "cores");
    private static final Setting.WholeNumber SEED = new Setting.WholeNumber("seed", 0, Integer.MAX_VALUE, 1, "");

    private static final Setting.WholeNumber MEMORY = new Setting.WholeNumber("memory",
            (int) (TraceMemory.LEAST_BOUND_BYTES >> 20), 1 << 20, (int) (TraceMemory.DEFAULT_BOUND_BYTES >> 20), "mib");

    private final RunPlan plan;
    private final ObservableValue<@Nullable RunRequest> running;
    private final ReadOnlyObjectWrapper<List<SettingField>> fields = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper pacePending = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final SettingField cores;
    private final SettingField seed;
    private final SettingField memory;
    private final MapChangeListener<String, String> writtenElsewhere = this::writtenElsewhere;
    private @Nullable ObservableMap<String, String> watched;

    /** A form for that plan, compared with what {@code running} says is shown. */
    public SettingsViewModel(RunPlan plan, ObservableValue<@Nullable RunRequest> running) {
        this.plan = plan;
        this.running = running;
        cores = machine(CORES, plan.coresProperty(), Integer::parseInt);
        seed = machine(SEED, plan.seedProperty(), Long::parseLong);
        memory = machine(MEMORY, plan.memoryProperty(), Integer::parseInt);
        plan.entryProperty().subscribe(entry -> rebuild());
        running.subscribe(this::compare);
        plan.paceProperty().subscribe(this::compare);
        plan.modeProperty().subscribe(this::compare);
    }

    private static SettingField machine(Setting.WholeNumber setting, Property<Number> value,
            Function<String, Number> parse) {
        var field = new SettingField(setting, value.getValue().toString(), text -> judge(setting, text));
        field.textProperty().addListener((observed, before, now) -> {
            if (field.problemProperty().get() == null) {
                value.setValue(parse.apply(now.strip()));
            }
        });
        value.addListener((observed, before, now) -> {
            if (field.problemProperty().get() != null || !field.textProperty().get().strip().equals(now.toString())) {
                field.textProperty().set(now.toString());
            }
        });
        return field;
    }

    private static @Nullable SettingException judge(Setting setting, String text) {
        try {
            // A sample is not laid out for judging.
            Settings.of(List.of(setting), Map.of(setting.name(), text), Path::of);
            return null;
        } catch (SettingException wrong) {
            return wrong;
        }
    }

    private void rebuild() {
        if (watched != null) {
            watched.removeListener(writtenElsewhere);
        }
        ObservableMap<String, String> written = plan.written();
        var next = new ArrayList<SettingField>();
        for (Setting setting : plan.scenario().settings()) {
            var field = new SettingField(setting, written.getOrDefault(setting.name(), setting.defaultText()),
                    text -> judge(setting, text));
            field.textProperty().addListener((observed, before, now) -> {
                if (now.strip().equals(setting.defaultText())) {
                    written.remove(setting.name());
                } else {
                    written.put(setting.name(), now);
                }
                note();
            });
            next.add(field);
        }
        written.addListener(writtenElsewhere);
        watched = written;
        fields.set(List.copyOf(next));
        compare();
        note();
    }

    private void writtenElsewhere(MapChangeListener.Change<? extends String, ? extends String> change) {
        for (SettingField field : fields.get()) {
            if (field.setting().name().equals(change.getKey())) {
                String now = change.wasAdded() ? change.getValueAdded() : field.setting().defaultText();
                if (!field.textProperty().get().strip().equals(now.strip())) {
                    field.textProperty().set(now);
                }
            }
        }
    }

    private void compare() {
        RunRequest request = running.getValue();
        boolean same = request != null && request.scenario().id().equals(plan.entryProperty().get().id());
        RunRequest shown = same ? request : null;
        for (SettingField field : fields.get()) {
            field.setRunning(shown == null ? null : shown.settings().asText().get(field.setting().name()));
        }
        boolean virtual = shown != null && shown.mode() == Mode.VIRTUAL;
        cores.setRunning(shown != null && virtual ? Integer.toString(shown.cores()) : null);
        seed.setRunning(shown != null && virtual ? Long.toString(shown.seed()) : null);
        pacePending.set(shown != null && shown.mode() == Mode.LIVE && plan.modeProperty().get() == Mode.LIVE
                && shown.pace() != plan.paceProperty().get());
    }

    private void note() {
        changed.set(!plan.written().isEmpty());
    }

    /** The fields of the scenario chosen, in order; another list for another scenario. */
    public ReadOnlyObjectProperty<List<SettingField>> fieldsProperty() {
        return fields.getReadOnlyProperty();
    }

    /** Cores of the virtual machine. */
    public SettingField cores() {
        return cores;
    }

    /** Seed of the virtual machine. */
    public SettingField seed() {
        return seed;
    }

    /** How much of a recording is kept in memory, MiB. */
    public SettingField memory() {
        return memory;
    }

    /** Which machine will run it. */
    public ObservableValue<Mode> modeProperty() {
        return plan.modeProperty();
    }

    /** How fast a live run goes about its work. */
    public Property<Pace> paceProperty() {
        return plan.paceProperty();
    }

    /** Whether the run shown has another pace. */
    public ReadOnlyBooleanProperty pacePendingProperty() {
        return pacePending.getReadOnlyProperty();
    }

    /** Whether any setting of the scenario is not at its default. */
    public ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** Id of the scenario chosen. */
    public String scenario() {
        return plan.entryProperty().get().id();
    }

    /** All settings of the scenario back to their defaults; the machine stays as it is. */
    public void reset() {
        fields.get().forEach(SettingField::reset);
    }
}
