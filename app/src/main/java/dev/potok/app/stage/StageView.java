package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import javafx.geometry.VPos;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * The stage. Shows a state whenever {@link #show} is called, once a frame at the most; nodes are made anew only when the
 * size, the theme or the cast changes. For the JavaFX thread.
 */
public final class StageView extends Region {
    /** Beyond so many actors at a desk, and before a room, those of a group in the same place share a pill. */
    private static final int MOST_PILLS = 300;
    private static final int MOST_PILLS_PRESENTING = 6;
    private static final int MOST_CARDS_PRESENTING = 3;
    /** Figures change a few times a second, so that they can be read. */
    private static final double FIGURES_SECONDS = 0.25;

    /** Who is on the bench, from the left. */
    private static final List<ActorStatus> BENCH = List.of(ActorStatus.CREATED, ActorStatus.IDLE, ActorStatus.IN_SLICE,
            ActorStatus.OUT_OF_SLICE, ActorStatus.SLEEPING, ActorStatus.IO, ActorStatus.JOINING, ActorStatus.UNKNOWN,
            ActorStatus.FAILED, ActorStatus.FINISHED);

    /** What of it always has a place where there is room: the life of a thread, or what other tools tell. */
    private static final List<ActorStatus> LIFE = List.of(ActorStatus.CREATED, ActorStatus.JOINING,
            ActorStatus.FINISHED);
    private static final List<ActorStatus> SECTIONS = List.of(ActorStatus.IN_SLICE, ActorStatus.OUT_OF_SLICE);

    private final boolean presenting;
    private final Map<Integer, ActorPill> pills = new HashMap<>();
    private final Map<Integer, ResourceCard> cards = new LinkedHashMap<>();
    private final List<CoreSocket> sockets = new ArrayList<>();
    private final Map<ActorStatus, Zone> benchZones = new EnumMap<>(ActorStatus.class);
    private final Map<ActorStatus, Text> benchCaptions = new EnumMap<>(ActorStatus.class);
    private final Map<Integer, String> rates = new HashMap<>();
    private final Text coresTitle = new Text();
    private final Text readyCaption = new Text();
    private final Text empty = new Text();
    private final Region benchBox = new Region();
    private final Tooltip tooltip = new Tooltip();

    private @Nullable StagePens pens;
    private @Nullable StageLayout layout;
    private @Nullable Zone readyZone;
    private Cast cast = new Cast(Theme.DARK, 0, 0, 0, 0, "", List.of());
    private double sinceFigures = 1;
    private boolean grouping;
    private String emptyText = "stage.begin";
    private final CoreOccupants occupants = new CoreOccupants();
    private long lastShownNanos;
    private @Nullable RunState shown;
    private @Nullable Names shownNames;
    private @Nullable Subject chosen;
    private Consumer<Subject> onChoice = subject -> {};

    /** What the nodes are made for. */
    private record Cast(Theme theme, double width, double height, int cores, int density, String longestNames,
            List<ResourceInfo> resources) {}

    /** An empty stage, for a window or for a room. */
    public StageView(boolean presenting) {
        this.presenting = presenting;
        getStyleClass().add("stage");
        setId(presenting ? "stage-presenting" : "stage");
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        tooltip.getStyleClass().add("actor-tooltip");
        setMinSize(240, 160);
    }

    /**
     * Shows a state.
     *
     * @param state   what to show
     * @param series  the figures of the cores
     * @param atNanos run time shown
     * @param names   names in the user's language
     * @param theme   looks
     * @param seconds time since the frame before; 0 puts everything in its place at once
     */
    public void show(RunState state, CoreSeries series, long atNanos, Names names, Theme theme, double seconds) {
        shown = state;
        shownNames = names;
        List<ResourceState> resources = drawn(state);
        // A process is its threads; a place of its own it has none.
        List<ActorState> actors = state.actors().stream().filter(actor -> actor.info().kind() != ActorKind.PROCESS)
                .toList();
        var infos = resources.stream().map(ResourceState::info).toList();
        var wanted = new Cast(theme, Math.floor(getWidth()), Math.floor(getHeight()), state.cores().size(),
                density(actors.size()), longestNames(actors, names), infos);
        boolean still = seconds == 0;
        // Exact when run time moves by less than a fifth of the time that passes before our eyes.
        boolean exact = Math.abs(atNanos - lastShownNanos) < seconds * 2e8 || still;
        lastShownNanos = atNanos;
        if (!wanted.equals(cast) || pens == null) {
            cast = wanted;
            build(actors.size());
            still = true;
        }
        occupants.update(state, sockets.size(), seconds, exact);
        StagePens ink = pens;
        StageLayout place = layout;
        if (ink == null || place == null || readyZone == null) {
            return;
        }
        Texts texts = names.texts();
        boolean nothing = actors.isEmpty();
        empty.setVisible(nothing);
        ResourceCard.setText(empty, nothing ? texts.get(emptyText) : "");
        empty.setX(Math.round((getWidth() - empty.getLayoutBounds().getWidth()) / 2));
        empty.setY(Math.round(getHeight() / 2));
        coresTitle.setVisible(!nothing && !presenting && !sockets.isEmpty());
        benchBox.setVisible(!nothing && (!presenting || cast.resources.isEmpty()));

        if (nothing) {
            benchCaptions.values().forEach(caption -> caption.setVisible(false));
            sockets.forEach(socket -> socket.setVisible(false));
            readyCaption.setVisible(false);
            return;
        }
        sockets.forEach(socket -> socket.setVisible(true));
        showCores(state, series, atNanos, texts, names.scenario(), seconds);
        for (ResourceState resource : resources) {
            ResourceCard card = cards.get(resource.info().id());
            if (card != null) {
                card.show(resource, state, names);
            }
        }
        showActors(actors, state, names, ink);
        if (still) {
            pills.values().forEach(ActorPill::jump);
            conveyors().forEach(ConveyorCard::jump);
        } else {
            move(seconds);
        }
    }

    /** Lets everything go on towards its place, without looking at a state. */
    public void move(double seconds) {
        pills.values().forEach(pill -> pill.move(seconds));
        conveyors().forEach(conveyor -> conveyor.move(seconds));
    }

    private List<ConveyorCard> conveyors() {
        return cards.values().stream().filter(ConveyorCard.class::isInstance).map(ConveyorCard.class::cast).toList();
    }

    /** What is drawn: all resources at a desk; before a room values give way where there is much else. */
    private List<ResourceState> drawn(RunState state) {
        List<ResourceState> all = state.resources().stream().filter(resource -> StageLayout.drawn(resource.info()))
                .toList();
        return !presenting || all.size() <= MOST_CARDS_PRESENTING ? all
                : all.stream().filter(resource -> resource.info().kind() != ResourceKind.CELL).toList();
    }

    /** What to say, by the key of a message, where there is nobody to show. */
    public void setEmptyText(String key) {
        emptyText = key;
    }

    /** How many cores show somebody. */
    public int busyCores() {
        return occupants.busy();
    }

    private int density(int actors) {
        return presenting || actors <= 24 ? 24 : actors <= 60 ? 60 : 1000;
    }

    private void build(int actors) {
        StageMetrics metrics = metrics(actors);
        var ink = new StagePens(cast.theme, metrics, presenting);
        pens = ink;
        layout = StageLayout.of(cast.width, cast.height, metrics, cast.cores, cast.resources, presenting);
        getChildren().clear();
        pills.clear();
        cards.clear();
        sockets.clear();
        benchZones.clear();
        benchCaptions.clear();
        rates.clear();

        for (Text text : List.of(coresTitle, readyCaption, empty)) {
            text.setManaged(false);
            text.setTextOrigin(VPos.CENTER);
            text.setFont(ink.caption);
            text.setFill(ink.color("ink-3"));
        }
        empty.setFont(ink.title);
        benchBox.setManaged(false);
        benchBox.setBackground(ink.box("panel", 10));
        Box bench = layout.bench();
        benchBox.setLayoutX(bench.x());
        benchBox.setLayoutY(bench.y());
        benchBox.resize(bench.width(), bench.height());
        getChildren().addAll(benchBox, coresTitle, readyCaption, empty);
        for (int core = 0; core < layout.sockets().size(); core++) {
            var socket = new CoreSocket(ink, core);
            socket.arrange(layout.sockets().get(core));
            sockets.add(socket);
        }
        getChildren().addAll(sockets);
        for (int i = 0; i < cast.resources.size(); i++) {
            ResourceInfo info = cast.resources.get(i);
            ResourceCard card = switch (info.kind()) {
                case MUTEX, REENTRANT_MUTEX, SEMAPHORE, CARRIERS -> new SeatsCard(ink, info);
                case BARRIER, PHASER -> new GateCard(ink, info);
                case QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE -> new ConveyorCard(ink, info);
                default -> new CellCard(ink, info);
            };
            card.arrange(layout.cards().get(i));
            card.setOnMouseClicked(event -> choose(new Subject.OfResource(info.id()), event));
            cards.put(info.id(), card);
            getChildren().add(card);
        }
        readyZone = new Zone(ink);
        getChildren().add(readyZone.more());
        for (ResourceCard card : cards.values()) {
            switch (card) {
                case SeatsCard seats -> getChildren().add(seats.line.more());
                case GateCard gate -> getChildren().add(gate.line.more());
                case ConveyorCard conveyor -> getChildren().addAll(conveyor.putLine.more(), conveyor.takeLine.more());
                default -> {
                    // Nobody waits there.
                }
            }
        }
        for (ActorStatus status : ActorStatus.values()) {
            var zone = new Zone(ink);
            var caption = new Text();
            caption.setManaged(false);
            caption.setFont(ink.small);
            caption.setFill(ink.color("ink-3"));
            caption.setTextOrigin(VPos.CENTER);
            benchZones.put(status, zone);
            benchCaptions.put(status, caption);
            getChildren().addAll(caption, zone.more());
        }
    }

    /** Sizes for the cast: larger where there is little to show, pills as wide as the longest name wants. */
    private StageMetrics metrics(int actors) {
        StageMetrics base;
        if (presenting) {
            base = StageMetrics.presenting(presentingHeight());
        } else {
            base = StageMetrics.desk(actors, StageLayout.scaleFor(cast.width, cast.height, cast.resources.size(),
                    actors, cast.theme.scale()));
        }
        var probe = new Text(cast.longestNames);
        probe.setFont(StagePens.pillFont(base));
        boolean keys = cast.resources.stream()
                .anyMatch(info -> info.kind() == ResourceKind.MUTEX || info.kind() == ResourceKind.SEMAPHORE);
        double wanted = ActorPill.widthFor(base, probe.getLayoutBounds().getWidth(), keys);
        return base.withPillWidth(Math.clamp(wanted, base.pillHeight() * 2.6, base.pillHeight() * 6.5));
    }

    /** The names that may be the widest, one a line: those with the most letters. */
    private static String longestNames(List<ActorState> actors, Names names) {
        List<String> all = actors.stream().map(actor -> names.of(actor.info())).toList();
        int most = all.stream().mapToInt(String::length).max().orElse(0);
        return all.stream().filter(name -> name.length() >= most - 1).limit(12).collect(Collectors.joining("\n"));
    }

    /** The height of a room's screen of 16 by 9 that fits into the window. */
    private double presentingHeight() {
        return getScene() == null ? 720
                : Math.max(400, Math.min(getScene().getHeight(), getScene().getWidth() * 9 / 16));
    }

    private void showCores(RunState state, CoreSeries series, long atNanos, Texts texts, String scenario,
            double seconds) {
        StageLayout place = layout;
        if (place == null) {
            return;
        }
        sinceFigures += seconds;
        if (sinceFigures >= FIGURES_SECONDS || seconds == 0) {
            sinceFigures = 0;
            String unit = texts.has("rate." + scenario) ? texts.get("rate." + scenario) : texts.get("rate");
            for (int core = 0; core < sockets.size(); core++) {
                rates.put(core, rate(series.recentUnitsPerSecond(core, atNanos), texts) + "\u00A0" + unit);
            }
        }
        for (int core = 0; core < sockets.size(); core++) {
            sockets.get(core).show(state.cores().get(core), rates.getOrDefault(core, ""), texts);
        }
        int more = state.cores().size() - sockets.size();
        if (more > 0) {
            long busy = state.cores().stream().skip(sockets.size()).filter(core -> core.actor() != 0).count();
            ResourceCard.setText(coresTitle,
                    texts.get("stage.cores-more", Integer.toString(more), Long.toString(busy)));
        } else {
            ResourceCard.setText(coresTitle, texts.get("stage.cores"));
        }
        coresTitle.setX(0);
        coresTitle.setY(Math.round(place.coresTitle().height() / 2));
    }

    /** A rate with a decimal where it is small. */
    private static String rate(double perSecond, Texts texts) {
        if (perSecond >= 10 || perSecond == 0) {
            return texts.number(Math.round(perSecond));
        }
        String digits = String.format(Locale.ROOT, "%.1f", perSecond);
        return texts.locale().getLanguage().equals("ru") ? digits.replace('.', ',') : digits;
    }

    // ---- actors

    private void showActors(List<ActorState> actors, RunState state, Names names, StagePens ink) {
        long living = actors.stream().filter(actor -> actor.status().alive()).count();
        boolean group = living > (presenting ? MOST_PILLS_PRESENTING : MOST_PILLS);
        var groups = new HashMap<String, Integer>();
        for (ActorState actor : actors) {
            groups.merge(groupKey(actor), 1, Integer::sum);
        }
        grouping = group;
        var leaders = new HashMap<String, Boolean>();
        beginZones(actors, groups, group);
        for (ActorState actor : actors) {
            boolean alone = !group && !crowded(actor, state) || hasOwnPlace(actor);
            String key = alone ? "" : groupKey(actor);
            boolean leads = alone || leaders.putIfAbsent(key, true) == null;
            Box place = leads ? placeOf(actor, state) : null;
            ActorPill pill = pills.get(actor.id());
            if (place == null) {
                if (pill != null) {
                    pill.setVisible(false);
                }
                continue;
            }
            if (pill == null) {
                pill = newPill(actor, ink);
            }
            pill.setVisible(true);
            int members = alone ? 1 : groups.getOrDefault(key, 1);
            String name = members == 1 ? names.of(actor.info())
                    : names.ofGroup(actor.info().group()) + " ×" + members;
            ActorStatus status = shownStatus(actor);
            boolean inferred = status == ActorStatus.READY && (actor.inferred() || actor.status() != status);
            pill.show(actor, status, inferred, name, names.texts().get("status." + Theme.token(status)));
            pill.setChosen(chosen instanceof Subject.OfActor(int id) && id == actor.id());
            pill.goTo(place);
        }
        endZones();
    }

    private ActorPill newPill(ActorState actor, StagePens ink) {
        var pill = new ActorPill(ink);
        pill.setId("actor-" + actor.info().name());
        int id = actor.id();
        pill.setOnMouseEntered(event -> {
            tooltip.setText(describe(id));
            Tooltip.install(pill, tooltip);
        });
        pill.setOnMouseClicked(event -> choose(new Subject.OfActor(id), event));
        pills.put(id, pill);
        getChildren().add(pill);
        return pill;
    }

    /** Marks that actor or resource; null marks none. */
    public void mark(@Nullable Subject subject) {
        chosen = subject;
        cards.forEach((id, card) -> card.setChosen(
                subject instanceof Subject.OfResource(int resource) && resource == id));
    }

    /** Whom to tell when an actor or a resource is clicked. */
    public void setOnChoice(Consumer<Subject> told) {
        onChoice = told;
    }

    private void choose(Subject subject, MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            onChoice.accept(subject);
            event.consume();
        }
    }

    /** All that is known of an actor, for the tooltip. */
    private String describe(int id) {
        RunState state = shown;
        Names names = shownNames;
        ActorState actor = state == null ? null : state.actor(id);
        if (actor == null || names == null || state == null) {
            return "";
        }
        Texts texts = names.texts();
        var lines = new StringBuilder(names.of(actor.info()));
        lines.append('\n').append(texts.get("status." + Theme.token(actor.status())));
        if (actor.inferred()) {
            lines.append(" (").append(texts.get("stage.inferred")).append(')');
        }
        if (actor.core() >= 0) {
            lines.append('\n').append(texts.get("stage.last-seen", Integer.toString(actor.core())));
        }
        for (int i = 0; i < actor.holding().size(); i++) {
            ResourceState held = state.resource(actor.holding().get(i));
            if (held != null) {
                lines.append('\n').append(texts.get("stage.holds", names.of(held.info())));
            }
        }
        for (int i = 0; i < actor.slices().size(); i++) {
            lines.append('\n').append(" ".repeat(2 * i)).append(state.directory().text(actor.slices().get(i)));
        }
        if (actor.units() > 0) {
            lines.append('\n').append(texts.get("stage.units-done", texts.number(actor.units())));
        }
        return lines.toString();
    }

    /** The status as the stage shows it: who is on a core is who the core shows. */
    private ActorStatus shownStatus(ActorState actor) {
        ActorStatus status = actor.status();
        if (status == ActorStatus.RUNNING && actor.core() >= 0 && actor.core() < sockets.size()
                && occupants.coreOf(actor.id()) < 0) {
            return ActorStatus.READY;
        }
        if (status == ActorStatus.READY && actor.inferred() && occupants.coreOf(actor.id()) >= 0) {
            return ActorStatus.RUNNING;
        }
        return status;
    }

    private String groupKey(ActorState actor) {
        return actor.info().group() + "/" + shownStatus(actor) + "/" + actor.waitingOn();
    }

    /** A core, a seat and a place before a gate belong to one actor and are not shared by a group. */
    private boolean hasOwnPlace(ActorState actor) {
        return occupants.coreOf(actor.id()) >= 0 && shownStatus(actor) == ActorStatus.RUNNING
                || SeatsCard.sits(actor) && seatOf(actor) != null || cards.get(actor.waitingOn()) instanceof GateCard;
    }

    private @Nullable Box seatOf(ActorState actor) {
        for (int i = actor.holding().size() - 1; i >= 0; i--) {
            if (cards.get((int) actor.holding().get(i)) instanceof SeatsCard seats) {
                Box seat = seats.seatOf(actor.id());
                if (seat != null) {
                    return seat;
                }
            }
        }
        return null;
    }

    private void beginZones(List<ActorState> actors, Map<String, Integer> groups, boolean group) {
        StageLayout place = layout;
        Zone ready = readyZone;
        if (place == null || ready == null) {
            return;
        }
        var counts = new EnumMap<ActorStatus, Integer>(ActorStatus.class);
        var seen = new HashMap<String, Boolean>();
        for (ActorState actor : actors) {
            if (!group || seen.putIfAbsent(groupKey(actor), true) == null) {
                ActorStatus bench = benchOf(actor);
                if (bench != null) {
                    counts.merge(bench, 1, Integer::sum);
                }
            }
        }
        int readyCount = counts.getOrDefault(ActorStatus.READY, 0);
        ready.begin(place.ready(), readyCount);
        long readyKinds = actors.stream().filter(actor -> benchOf(actor) == ActorStatus.READY).map(this::groupKey)
                .distinct().count();
        ready.countPills((int) readyKinds, presenting);
        Texts texts = shownNames == null ? null : shownNames.texts();
        if (texts != null) {
            boolean anyInferred = actors.stream()
                    .anyMatch(actor -> shownStatus(actor) == ActorStatus.READY
                            && (actor.inferred() || actor.status() == ActorStatus.RUNNING));
            ResourceCard.setText(readyCaption, readyCount == 0 ? ""
                    : anyInferred ? texts.get("stage.ready-inferred") : texts.get("stage.ready"));
            Box first = place.ready().place(Math.max(0, Math.min(readyCount, place.ready().columns()) - 1));
            readyCaption.setX(Math.round(first.x() - readyCaption.getLayoutBounds().getWidth() - 8));
            readyCaption.setVisible(!presenting && readyCaption.getX() > coresTitle.getLayoutBounds().getMaxX() + 8);
            readyCaption.setY(Math.round(first.y() + first.height() / 2));
            beginBench(place, counts, texts);
        }
        regroup(groups);
    }

    /** Lines are counted by pills, not by heads, where a group shares one. */
    private void regroup(Map<String, Integer> groups) {
        for (ResourceCard card : cards.values()) {
            int id = card.info.id();
            int kinds = (int) groups.keySet().stream().filter(key -> key.endsWith("/" + id)).count();
            for (Zone line : linesOf(card)) {
                line.countPills(kinds, grouping || presenting);
            }
        }
    }

    private static List<Zone> linesOf(@Nullable ResourceCard card) {
        return switch (card) {
            case SeatsCard seats -> List.of(seats.line);
            case ConveyorCard conveyor -> List.of(conveyor.putLine, conveyor.takeLine);
            case null, default -> List.of();
        };
    }

    /** Whether an actor stands in a line in which those of a group share a pill because there is no room for all. */
    private boolean crowded(ActorState actor, RunState state) {
        Zone line = benchOf(actor) == ActorStatus.READY ? readyZone : lineOf(actor, state);
        return line != null && line.grouped();
    }

    private @Nullable Zone lineOf(ActorState actor, RunState state) {
        return switch (cards.get(actor.waitingOn())) {
            case SeatsCard seats -> seats.line;
            case ConveyorCard conveyor -> state.resource(actor.waitingOn()) instanceof ResourceState.Conveyor queue
                    && queue.putLine().contains(actor.id()) ? conveyor.putLine : conveyor.takeLine;
            case null, default -> null;
        };
    }

    /** The bench is set in sections from the left: a caption, then as many pills as there is a fair share of room for. */
    private void beginBench(StageLayout place, Map<ActorStatus, Integer> counts, Texts texts) {
        StageMetrics m = place.metrics();
        Box bench = place.bench().inset(m.pad(), m.gap());
        if (cast.resources.isEmpty()) {
            beginTallBench(bench, m, counts, texts);
            return;
        }
        double x = bench.x();
        List<ActorStatus> sections = BENCH;
        int left = (int) sections.stream().filter(status -> counts.getOrDefault(status, 0) > 0).count();
        for (ActorStatus status : sections) {
            Text caption = benchCaptions.get(status);
            Zone zone = benchZones.get(status);
            int count = counts.getOrDefault(status, 0);
            if (caption == null || zone == null) {
                continue;
            }
            caption.setVisible(count > 0 && !presenting);
            if (count == 0) {
                zone.begin(new Flow(new Box(0, 0, 0, 0), m, false), 0);
                continue;
            }
            ResourceCard.setText(caption, texts.get("bench." + Theme.token(status)));
            double captionWidth = caption.getLayoutBounds().getWidth() + 8;
            double share = (bench.right() - x) / left - captionWidth - m.pad();
            double wanted = count * (m.pillWidth() + m.gap()) - m.gap();
            double width = Math.max(m.pillWidth(), Math.min(wanted, share));
            caption.setX(Math.round(x));
            caption.setY(Math.round(bench.y() + m.pillHeight() / 2));
            zone.begin(new Flow(new Box(x + captionWidth, bench.y(), width, m.pillHeight()), m, false), count);
            x += captionWidth + width + m.pad() * 1.4;
            left--;
        }
    }

    /** Where there are no resources the bench has all the room: a column for each section, its caption on top. */
    private void beginTallBench(Box bench, StageMetrics m, Map<ActorStatus, Integer> counts, Texts texts) {
        List<ActorStatus> usual = cast.cores == 0 ? SECTIONS : LIFE;
        List<ActorStatus> columns = BENCH.stream()
                .filter(status -> counts.getOrDefault(status, 0) > 0 || usual.contains(status))
                .toList();
        benchCaptions.values().forEach(caption -> caption.setVisible(false));
        double width = (bench.width() - (columns.size() - 1) * 2 * m.pad()) / columns.size();
        double top = bench.y() + m.caption() * 2.2;
        for (int i = 0; i < columns.size(); i++) {
            Text caption = benchCaptions.get(columns.get(i));
            Zone zone = benchZones.get(columns.get(i));
            if (caption != null && zone != null) {
                int count = counts.getOrDefault(columns.get(i), 0);
                double x = bench.x() + i * (width + 2 * m.pad());
                caption.setVisible(true);
                ResourceCard.setText(caption, texts.get("bench." + Theme.token(columns.get(i))) + " · " + count);
                caption.setX(Math.round(x));
                caption.setY(Math.round(bench.y() + m.caption()));
                zone.begin(new Flow(new Box(x, top, width, bench.bottom() - top), m, false), count);
            }
        }
    }

    private void endZones() {
        if (readyZone != null) {
            readyZone.end();
        }
        benchZones.values().forEach(Zone::end);
        for (ResourceCard card : cards.values()) {
            switch (card) {
                case SeatsCard seats -> seats.line.end();
                case GateCard gate -> gate.line.end();
                case ConveyorCard conveyor -> {
                    conveyor.putLine.end();
                    conveyor.takeLine.end();
                }
                default -> {
                    // Nobody waits there.
                }
            }
        }
    }

    /** The section of the bench, or READY for the ready line, or null for an actor with a place of another kind. */
    private @Nullable ActorStatus benchOf(ActorState actor) {
        return switch (shownStatus(actor)) {
            case RUNNING -> occupants.coreOf(actor.id()) >= 0 ? null : ActorStatus.READY;
            case READY -> ActorStatus.READY;
            case BLOCKED, WAITING -> null;
            case SLEEPING, IO -> seatOf(actor) != null ? null : actor.status();
            case CREATED, JOINING, IDLE, IN_SLICE, OUT_OF_SLICE, FINISHED, FAILED, UNKNOWN -> actor.status();
        };
    }

    private @Nullable Box placeOf(ActorState actor, RunState state) {
        ActorStatus bench = benchOf(actor);
        if (bench == ActorStatus.READY) {
            return readyZone == null ? null : readyZone.place();
        }
        if (bench != null) {
            Zone zone = benchZones.get(bench);
            return zone == null || presenting && !cast.resources.isEmpty() ? null : zone.place();
        }
        if (shownStatus(actor) == ActorStatus.RUNNING) {
            return sockets.get(occupants.coreOf(actor.id())).seat();
        }
        if (actor.status() == ActorStatus.SLEEPING || actor.status() == ActorStatus.IO) {
            return seatOf(actor);
        }
        return switch (cards.get(actor.waitingOn())) {
            case SeatsCard seats -> {
                var line = ((ResourceState.Seats) Objects.requireNonNull(state.resource(actor.waitingOn()))).line();
                yield seats.line.grouped() ? seats.line.place() : seats.line.place(line.indexOf(actor.id()));
            }
            case GateCard gate -> gate.placeOf(actor.id());
            case ConveyorCard conveyor -> {
                var queue = (ResourceState.Conveyor) Objects.requireNonNull(state.resource(actor.waitingOn()));
                boolean puts = queue.putLine().contains(actor.id());
                Zone zone = puts ? conveyor.putLine : conveyor.takeLine;
                int index = (puts ? queue.putLine() : queue.takeLine()).indexOf(actor.id());
                yield zone.grouped() ? zone.place() : zone.place(index);
            }
            case null, default -> null;
        };
    }

    // ---- for tests and measurements

    /** The sizes in use, null before the first state. */
    @Nullable
    StageMetrics metrics() {
        return layout == null ? null : layout.metrics();
    }

    /** The pills that are seen. */
    List<ActorPill> visiblePills() {
        return pills.values().stream().filter(ActorPill::isVisible).toList();
    }
}
