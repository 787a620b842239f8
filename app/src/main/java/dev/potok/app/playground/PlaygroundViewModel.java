package dev.potok.app.playground;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableMap;

import org.jspecify.annotations.Nullable;

import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.app.transport.RunPlan;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.environment.Press;
import dev.potok.simulation.environment.Presses;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.RemoteControl;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * What can be pressed now, and what was pressed so far. Whether an actor can be told anything is read from the trace, as
 * everything on the screen is; presses go to the run. To take one back, the same is run anew without it. For the JavaFX
 * thread.
 */
public final class PlaygroundViewModel {
    private static final String MAIN = "main";
    private static final String SETTING = "presses";
    private static final String SIZE = "size";
    private static final String ACTORS = "actors";
    private static final String FAIRNESS = "fairness";
    private static final int CORES = 4;
    private static final long SEED = 1;

    private final Playback playback;
    private final RunPlan plan;
    private final Runnable startOver;

    private final ReadOnlyBooleanWrapper offered = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper virtual = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<String>> calls = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Told>> actors = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Press>> presses = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Press> nextOfExample = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<String, String>> settings = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
    private final IntegerProperty chosen = new SimpleIntegerProperty(1);

    private final MapChangeListener<String, String> settingsWritten = change -> readSettings();
    private @Nullable ObservableMap<String, String> watched;

    private final List<Press> undone = new ArrayList<>();
    /** What the run shown was started with while that is still being pressed, else null. */
    private @Nullable List<Press> replayed;
    /** Pressed before the run was ready for it. */
    private final List<Press> early = new ArrayList<>();
    /** Whether a run is being started here. */
    private boolean starting;
    private @Nullable Trace read;
    private long readEvents;
    private final Map<Integer, String> callOf = new HashMap<>();
    private final Map<Integer, String> answerOf = new HashMap<>();
    private final Set<Integer> interrupted = new HashSet<>();

    /**
     * The buttons for what that playback runs.
     *
     * @param startOver runs the plan anew, or says why that is not possible
     */
    public PlaygroundViewModel(Playback playback, RunPlan plan, Runnable startOver) {
        this.playback = playback;
        this.plan = plan;
        this.startOver = startOver;
        plan.entryProperty().subscribe(entry -> {
            offered.set(plan.scenario().settings().stream().anyMatch(Setting.Presses.class::isInstance));
            forget();
            readSettings();
            if (watched != null) {
                watched.removeListener(settingsWritten);
            }
            watched = plan.written();
            watched.addListener(settingsWritten);
        });
        running.addListener((o, was, is) -> readSettings());
        playback.requestProperty().addListener((o, was, is) -> readSettings());
        playback.pulseProperty().addListener((o, was, is) -> look());
        playback.runProperty().addListener((o, was, is) -> {
            early.clear();
            if (!starting) { // somebody else has started it: what was taken back belongs to another run
                undone.clear();
                replayed = null;
            }
            presses.set(known());
        });
        playback.subjectProperty().addListener((o, was, is) -> {
            if (is instanceof Subject.OfActor actor) {
                actors.get().stream().filter(told -> told.info().id() == actor.id()).findFirst()
                        .ifPresent(told -> chosen.set(told.number()));
            }
        });
    }

    // ---- what there is

    /** Whether the scenario chosen has actors that can be told what to do. */
    public ReadOnlyBooleanProperty offeredProperty() {
        return offered.getReadOnlyProperty();
    }

    /** Whether a run goes on whose actors can be told what to do. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Whether that run is a virtual one, whose time stands unless it is let pass. */
    public ReadOnlyBooleanProperty virtualProperty() {
        return virtual.getReadOnlyProperty();
    }

    /** The calls there are, as they are written on buttons. */
    public ReadOnlyObjectProperty<List<String>> callsProperty() {
        return calls.getReadOnlyProperty();
    }

    /** The actors, in the order of their numbers. */
    ReadOnlyObjectProperty<List<Told>> actorsProperty() {
        return actors.getReadOnlyProperty();
    }

    /** Number of the actor whose buttons are shown. */
    public IntegerProperty chosenProperty() {
        return chosen;
    }

    /** All presses made so far. */
    public ReadOnlyObjectProperty<List<Press>> pressesProperty() {
        return presses.getReadOnlyProperty();
    }

    /** The press with which the example goes on, null where it is over or something else was pressed. */
    public ReadOnlyObjectProperty<@Nullable Press> nextOfExampleProperty() {
        return nextOfExample.getReadOnlyProperty();
    }

    /** Whether a press that was taken back can be made again. */
    public ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /** The actor whose buttons are shown, empty before there is one. */
    Optional<Told> chosenActor() {
        return actors.get().stream().filter(told -> told.number() == chosen.get()).findFirst();
    }

    /** Whether there may be one actor more. */
    public boolean mayAdd() {
        return remote().filter(remote -> running.get() && actors.get().size() < remote.mostActors()).isPresent();
    }

    private Optional<RemoteControl> remote() {
        Run run = playback.runProperty().get();
        return run == null || !offered.get() ? Optional.empty() : run.remote();
    }

    /** The values of the settings: those of the run, else those of the next one. */
    public ReadOnlyObjectProperty<Map<String, String>> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    private void readSettings() {
        RunRequest of = playback.requestProperty().get();
        Map<String, String> now;
        if (of != null && running.get() && of.scenario().id().equals(plan.entryProperty().get().id())) {
            now = of.settings().asText();
        } else {
            now = new HashMap<>();
            for (Setting setting : plan.scenario().settings()) {
                now.put(setting.name(), plan.written().getOrDefault(setting.name(), setting.defaultText()));
            }
        }
        if (!now.equals(settings.get())) {
            settings.set(Map.copyOf(now));
        }
    }

    private String setting(String name) {
        return settings.get().getOrDefault(name, "");
    }

    /** The words that a setting can have; empty for one that is no choice. */
    public List<String> options(String name) {
        return plan.scenario().settings().stream().filter(setting -> setting.name().equals(name))
                .filter(Setting.Choice.class::isInstance).map(Setting.Choice.class::cast).findFirst()
                .map(Setting.Choice::options).orElse(List.of());
    }

    // ---- commands

    /** Chooses the actor with that number, if it is there. */
    public void choose(int number) {
        actors.get().stream().filter(told -> told.number() == number).findFirst().ifPresent(told -> {
            chosen.set(number);
            playback.subjectProperty().set(new Subject.OfActor(told.info().id()));
        });
    }

    /** Puts another primitive on the stage; nothing was pressed there yet. */
    public void put(String primitive) {
        plan.written().remove(SETTING);
        write("primitive", primitive);
        startOver();
    }

    /** Adds to the size of the primitive, within its bounds; what was pressed is pressed again. */
    public void resize(int by) {
        for (Setting declared : plan.scenario().settings()) {
            if (declared.name().equals(SIZE) && declared instanceof Setting.WholeNumber number) {
                int now = Integer.parseInt(setting(SIZE));
                int next = Math.clamp((long) now + by, number.minimum(), number.maximum());
                if (next != now) {
                    change(SIZE, Integer.toString(next));
                }
            }
        }
    }

    /** Lets those who wait be served in that way; what was pressed is pressed again. */
    public void serve(String fairness) {
        if (!fairness.equals(setting(FAIRNESS))) {
            change(FAIRNESS, fairness);
        }
    }

    private void change(String name, String value) {
        List<Press> again = known();
        write(name, value);
        if (again.isEmpty() || playback.requestProperty().get() == null) {
            startOver();
        } else {
            run(Map.of(name, value), again);
        }
    }

    private void write(String name, String value) {
        boolean isDefault = plan.scenario().settings().stream()
                .anyMatch(setting -> setting.name().equals(name) && setting.defaultText().equals(value));
        if (isDefault) {
            plan.written().remove(name);
        } else {
            plan.written().put(name, value);
        }
    }

    /** Runs the plan anew. */
    public void startOver() {
        startOver.run();
    }

    /** Tells the chosen actor to make that call. */
    public void tell(String call) {
        press(new Press.Tell(chosen.get(), call));
    }

    /** Interrupts the chosen actor. */
    public void interrupt() {
        press(new Press.Interrupt(chosen.get()));
    }

    /** One actor more. */
    public void add() {
        press(new Press.Add());
    }

    /** Lets that much virtual time pass. */
    public void pass(Duration time) {
        press(new Press.Pass(time));
    }

    /** Presses what comes next in the example. */
    public void goOnWithExample() {
        Press next = nextOfExample.get();
        if (next != null) {
            press(next);
        }
    }

    private void press(Press press) {
        if (!running.get()) {
            return;
        }
        undone.clear();
        remote().ifPresentOrElse(remote -> remote.press(press), () -> early.add(press));
        if (playback.motionProperty().get() != Motion.FOLLOWING) {
            playback.toLive();
        }
    }

    /** Takes the last press back. */
    public void undo() {
        var left = new ArrayList<>(known());
        if (left.isEmpty() || playback.requestProperty().get() == null) {
            return;
        }
        undone.add(left.removeLast());
        while (!virtual.get() && !left.isEmpty() && left.getLast() instanceof Press.Pass) {
            left.removeLast(); // nobody pressed that; time went by before what was taken back
        }
        run(Map.of(), left);
    }

    /** Makes the press again that was taken back last. */
    public void redo() {
        if (!undone.isEmpty() && playback.requestProperty().get() != null) {
            var more = new ArrayList<>(known());
            more.add(undone.removeLast());
            run(Map.of(), more);
        }
    }

    /** Lets all actors end; who waits in a call is let go. */
    public void end() {
        remote().ifPresent(RemoteControl::end);
    }

    /** All that was pressed so far, also where the run shown is not so far yet. */
    private List<Press> known() {
        List<Press> under = replayed;
        return under != null ? under : remote().map(RemoteControl::made).orElse(List.of());
    }

    private void run(Map<String, String> changed, List<Press> first) {
        RunRequest now = playback.requestProperty().get();
        if (now == null) {
            return;
        }
        var texts = new HashMap<>(now.settings().asText());
        texts.putAll(changed);
        texts.put(SETTING, Presses.write(first));
        Settings settings = Settings.of(now.scenario().settings(), texts, RunPlan::sample);
        replayed = List.copyOf(first);
        starting = true;
        playback.start(new RunRequest(now.scenario(), settings, now.mode(), now.pace(), now.cores(), now.seed(),
                now.nice(), true));
        starting = false;
    }

    /** What to write on a command line so that the same happens there. */
    public String command() {
        RunRequest of = playback.requestProperty().get();
        if (of == null) {
            return "";
        }
        var command = new StringBuilder("potok run ").append(of.scenario().id());
        if (of.mode() == Mode.VIRTUAL) {
            command.append(" --virtual");
            command.append(of.cores() == CORES ? "" : " --cores " + of.cores());
            command.append(of.seed() == SEED ? "" : " --seed " + of.seed());
        }
        var values = new LinkedHashMap<>(of.settings().asText());
        values.put(SETTING, Presses.write(known()));
        for (Setting setting : of.scenario().settings()) {
            String value = values.getOrDefault(setting.name(), "");
            if (!value.equals(setting.defaultText())) {
                command.append(" --set ").append(value.contains(" ") || value.contains("(")
                        ? "\"" + setting.name() + "=" + value + "\""
                        : setting.name() + "=" + value);
            }
        }
        return command.toString();
    }

    // ---- each frame

    private void forget() {
        calls.set(List.of());
        actors.set(List.of());
        presses.set(List.of());
        nextOfExample.set(null);
        running.set(false);
        undone.clear();
        replayed = null;
        chosen.set(1);
    }

    private void look() {
        if (!offered.get()) {
            return;
        }
        Trace trace = playback.recording().trace();
        if (!trace.equals(read)) {
            read = trace;
            readEvents = 0;
            callOf.clear();
            answerOf.clear();
            interrupted.clear();
        }
        Optional<RemoteControl> remote = remote();
        RunRequest of = playback.requestProperty().get();
        virtual.set(of != null && of.mode() == Mode.VIRTUAL);
        running.set(of != null && of.attended() && of.hasRemote() && playback.running());
        remote.ifPresentOrElse(this::look, () -> presses.set(known()));
        if (playback.recording().edge().events() != readEvents || actors.get().isEmpty()) {
            readEvents();
        }
        redoable.set(!undone.isEmpty());
    }

    private void look(RemoteControl remote) {
        early.forEach(remote::press);
        early.clear();
        if (!remote.calls().equals(calls.get())) {
            calls.set(remote.calls());
        }
        if (replayed != null && remote.outstanding() == 0) {
            replayed = null;
        }
        List<Press> now = known();
        if (!now.equals(presses.get())) {
            presses.set(now);
        }
        List<Press> example = remote.example();
        int done = now.size();
        nextOfExample.set(done < example.size() && example.subList(0, done).equals(now) ? example.get(done) : null);
    }

    /** Reads who was told what and printed what, and how all stand now. */
    private void readEvents() {
        long known = playback.recording().edge().events();
        Trace trace = playback.recording().trace();
        TraceCursor cursor = trace.cursor();
        cursor.moveTo(readEvents);
        while (cursor.position() < known && cursor.next()) {
            switch (cursor.kind()) {
                case TOLD -> {
                    callOf.put(cursor.actor(), trace.directory().text(cursor.argument()));
                    answerOf.remove(cursor.actor());
                    interrupted.remove(cursor.actor());
                }
                case INTERRUPTED -> interrupted.add(cursor.actor());
                case PRINTED -> {
                    answerOf.put(cursor.actor(), trace.directory().text(cursor.argument()));
                    interrupted.remove(cursor.actor()); // it has told so
                }
                default -> {
                    // Of no interest here.
                }
            }
        }
        readEvents = known;
        var all = new ArrayList<Told>();
        for (ActorState actor : playback.recording().edge().actors()) {
            if (!actor.info().name().equals(MAIN)) {
                all.add(new Told(all.size() + 1, actor.info(), actor.status(),
                        callOf.getOrDefault(actor.id(), ""), answerOf.getOrDefault(actor.id(), ""),
                        interrupted.contains(actor.id())));
            }
        }
        RunRequest of = playback.requestProperty().get();
        if (running.get() && of != null && all.size() < of.settings().integer(ACTORS)) {
            return; // it has only just begun; what was there before stays in sight for a moment
        }
        if (!all.equals(actors.get())) {
            actors.set(List.copyOf(all));
        }
    }
}
