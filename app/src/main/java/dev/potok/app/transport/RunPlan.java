package dev.potok.app.transport;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

import dev.potok.resources.SampleTexts;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.trace.TraceMemory;

/**
 * What will be run next: the scenario chosen in the catalogue, its settings as written, and the machine. The settings of
 * each scenario are kept while others are looked at. For the JavaFX thread.
 */
public final class RunPlan {
    private final ReadOnlyObjectWrapper<Catalogue.Entry> entry = new ReadOnlyObjectWrapper<>();
    private final Map<String, ObservableMap<String, String>> written = new HashMap<>();
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.LIVE);
    private final ObjectProperty<Pace> pace = new SimpleObjectProperty<>(Pace.LECTURE);
    private final IntegerProperty cores = new SimpleIntegerProperty(4);
    private final LongProperty seed = new SimpleLongProperty(1);
    private final IntegerProperty memory = new SimpleIntegerProperty((int) (TraceMemory.usualBound() >> 20));
    private final IntegerProperty nice = new SimpleIntegerProperty(10);

    /** A plan for that scenario with its defaults. */
    public RunPlan(Catalogue.Entry first) {
        entry.set(first);
        memory.addListener((o, was, is) -> TraceMemory.setUsualBound((long) is.intValue() << 20));
    }

    /** The scenario chosen. */
    public ReadOnlyObjectProperty<Catalogue.Entry> entryProperty() {
        return entry.getReadOnlyProperty();
    }

    /** Chooses a scenario; the machine changes to one that can run it where it must. */
    public void choose(Catalogue.Entry chosen) {
        entry.set(chosen);
        if (!chosen.modes().isEmpty() && !chosen.modes().contains(mode.get())) {
            mode.set(chosen.modes().iterator().next());
        }
    }

    /** A fresh instance of the scenario chosen. */
    public Scenario scenario() {
        return entry.get().scenario().get();
    }

    /** The settings of the scenario chosen as the user wrote them; those not written have their defaults. */
    public ObservableMap<String, String> written() {
        return written.computeIfAbsent(entry.get().id(), id -> FXCollections.observableHashMap());
    }

    /** Which machine. */
    public ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    /** How fast a live run goes about its work. */
    public ObjectProperty<Pace> paceProperty() {
        return pace;
    }

    /** Cores of the virtual machine, 1 to 1024. */
    public IntegerProperty coresProperty() {
        return cores;
    }

    /** Seed of the virtual machine. */
    public LongProperty seedProperty() {
        return seed;
    }

    /** How much of a recording is kept in memory, MiB; what goes beyond lies on disk. For all recordings from now on. */
    public IntegerProperty memoryProperty() {
        return memory;
    }

    /** How far a live run's threads stand back for the window, 0 to 19. */
    public IntegerProperty niceProperty() {
        return nice;
    }

    /**
     * The request for all this, attended by whoever sits before the screen.
     *
     * @throws SettingException if a setting cannot be used as written
     */
    public RunRequest request() {
        Scenario scenario = scenario();
        Settings settings = Settings.of(scenario.settings(), written(), RunPlan::sample);
        return new RunRequest(scenario, settings, mode.get(), pace.get(), cores.get(), seed.get(), nice.get(),
                true);
    }

    /** The folder of a sample that ships with the program. */
    public static Path sample(String name) {
        if (!name.equals("texts")) {
            throw new IllegalArgumentException("no sample named \"" + name + "\" ships with the program");
        }
        return SampleTexts.folder();
    }
}
