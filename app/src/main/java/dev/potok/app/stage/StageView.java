package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
import dev.potok.simulation.state.WaitForGraph;
import dev.potok.simulation.trace.Directory;
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
    /** Nobody tells more than these what to do. */
    private static final int MOST_TOLD = 13;
    /** While more actors are there than that, only arrows of a closed circle are drawn. */
    private static final int MOST_WITH_ARROWS = 60;
    /** Beyond so many processes, that of the run included, those of a group share a card. */
    private static final int MOST_HOMES = 17;
    private static final int MOST_HOMES_PRESENTING = 6;
    private static final double SMALLEST_SCALE = 0.85;
    /** Figures change a few times a second, so that they can be read. */
    private static final double FIGURES_SECONDS = 0.25;

    /** Who is on the bench, from the left. */
    private static final List<ActorStatus> BENCH = List.of(ActorStatus.CREATED, ActorStatus.IDLE, ActorStatus.IN_SLICE,
            ActorStatus.OUT_OF_SLICE, ActorStatus.SLEEPING, ActorStatus.IO, ActorStatus.JOINING, ActorStatus.UNKNOWN,
            ActorStatus.FAILED, ActorStatus.KILLED, ActorStatus.FINISHED);

    /** What of it always has a place where there is room: the life of a thread, or what other tools tell. */
    private static final List<ActorStatus> LIFE = List.of(ActorStatus.CREATED, ActorStatus.JOINING,
            ActorStatus.FINISHED);
    private static final List<ActorStatus> SECTIONS = List.of(ActorStatus.IN_SLICE, ActorStatus.OUT_OF_SLICE);

    private final boolean presenting;
    /** By actor, and where many share a pill by the key of their group. */
    private final Map<Integer, ActorPill> pills = new HashMap<>();
    private final Map<Long, ActorPill> sharedPills = new HashMap<>();
    private final Crowd crowd = new Crowd();
    /** Who is not at home in this frame, where there are processes. */
    private final Set<Integer> away = new HashSet<>();
    private final Map<Integer, ResourceCard> cards = new LinkedHashMap<>();
    private final List<FamilyCard> families = new ArrayList<>();
    private final List<PoolCard> pools = new ArrayList<>();
    private final Households households = new Households();
    private final List<ProcessCard> homes = new ArrayList<>();
    private final Region sharedFrame = new Region();
    private final Text sharedCaption = new Text();
    private final LongestNames longest = new LongestNames();
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
    private Cast cast = new Cast(Theme.DARK, 0, 0, 0, 0, "", List.of(), List.of(), false);
    private double sinceFigures = 1;
    private @Nullable ArrowLayer arrows;
    private @Nullable WaitForGraph graph;
    private @Nullable RunState graphOf;
    private long graphAt;
    private long frame;
    private boolean grouping;
    private boolean groupingEnded;
    private String emptyText = "stage.begin";
    private final CoreOccupants occupants = new CoreOccupants();
    private long lastShownNanos;
    private @Nullable RunState shown;
    /** The names of the run in which somebody was told what to do. */
    private @Nullable Directory toldOf;
    private @Nullable Names shownNames;
    private @Nullable Subject chosen;
    private Consumer<Subject> onChoice = subject -> {};

    /** What the nodes are made for. */
    private record Cast(Theme theme, double width, double height, int cores, int density, String longestNames,
            List<ResourceInfo> resources, List<Household> homes, boolean told) {
        /** For how many there are places in each process. */
        List<Integer> living() {
            return homes.stream().map(Household::places).toList();
        }
    }

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
        frame++;
        List<ResourceState> resources = drawn(state);
        var infos = resources.stream().map(ResourceState::info).toList();
        int count = longest.look(state, names);
        var wanted = new Cast(theme, Math.floor(getWidth()), Math.floor(getHeight()), state.cores().size(),
                density(count), count > MOST_PILLS ? longest.names().replace("-", " ×") : longest.names(), infos,
                households.look(state, presenting ? MOST_HOMES_PRESENTING : MOST_HOMES), anyTold(state));
        boolean still = seconds == 0;
        // Exact when run time moves by less than a fifth of the time that passes before our eyes.
        boolean exact = Math.abs(atNanos - lastShownNanos) < seconds * 2e8 || still;
        lastShownNanos = atNanos;
        if (!wanted.equals(cast) || pens == null) {
            cast = wanted;
            build(count);
            still = true;
        }
        occupants.update(state, sockets.size(), seconds, exact);
        StagePens ink = pens;
        StageLayout place = layout;
        if (ink == null || place == null || readyZone == null) {
            return;
        }
        Texts texts = names.texts();
        boolean nothing = count == 0;
        empty.setVisible(nothing);
        ResourceCard.setText(empty, nothing ? texts.get(emptyText) : "");
        empty.setX(Math.round((getWidth() - empty.getLayoutBounds().getWidth()) / 2));
        empty.setY(Math.round(getHeight() / 2));
        coresTitle.setVisible(!nothing && !presenting && !sockets.isEmpty());
        benchBox.setVisible(!nothing && benched());

        if (nothing) {
            benchCaptions.values().forEach(caption -> caption.setVisible(false));
            sockets.forEach(socket -> socket.setVisible(false));
            readyCaption.setVisible(false);
            return;
        }
        ResourceCard.setText(sharedCaption, texts.get("stage.shared-memory"));
        sockets.forEach(socket -> socket.setVisible(true));
        showCores(state, series, atNanos, texts, names.scenario(), seconds);
        for (ResourceState resource : resources) {
            ResourceCard card = cards.get(resource.info().id());
            if (card != null) {
                card.show(resource, state, names);
            }
        }
        showActors(state, names, ink);
        homes.forEach(home -> home.show(state, names, atNanos));
        if (still) {
            allPills(ActorPill::jump);
            cards.values().forEach(ResourceCard::jump);
            showArrows(state);
        } else {
            showArrows(state);
            move(seconds);
        }
    }

    /** Whether somebody waits to be told what to do, or did before: those have to be seen, also before a room. */
    private boolean anyTold(RunState state) {
        if (!state.directory().equals(toldOf)) {
            toldOf = null;
        }
        for (int id = 1; presenting && toldOf == null && id <= Math.min(MOST_TOLD, state.actorCount()); id++) {
            ActorState actor = state.actor(id);
            if (actor != null && actor.status() == ActorStatus.IDLE) {
                toldOf = state.directory();
            }
        }
        return toldOf != null;
    }

    /** Whether there is a bench. */
    private boolean benched() {
        return cast.homes.isEmpty() && (!presenting || cast.told || cast.resources.isEmpty());
    }

    /** Lets everything go on towards its place, without looking at a state. */
    public void move(double seconds) {
        allPills(pill -> pill.move(seconds));
        cards.values().forEach(card -> card.move(seconds));
        if (arrows != null) {
            arrows.follow(this::ends);
        }
    }

    private void allPills(Consumer<ActorPill> what) {
        pills.values().forEach(what);
        sharedPills.values().forEach(what);
    }

    /** The states of what {@link StageLayout} chooses to draw. */
    private List<ResourceState> drawn(RunState state) {
        List<ResourceState> all = state.resources();
        List<ResourceInfo> chosenOnes = StageLayout.chosen(
                all.stream().map(ResourceState::info).filter(StageLayout::drawn).toList(), presenting);
        return chosenOnes.size() == all.size() ? all
                : all.stream().filter(resource -> chosenOnes.contains(resource.info())).toList();
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
        // Where very many are there, they share pills, which have names again.
        return presenting || actors <= 24 || actors > MOST_PILLS ? 24 : actors <= 60 ? 60 : 1000;
    }

    private void build(int actors) {
        StageMetrics metrics = metrics(density(actors));
        var ink = new StagePens(cast.theme, metrics, presenting);
        pens = ink;
        layout = StageLayout.of(cast.width, cast.height, metrics, cast.cores, cast.resources, presenting,
                benched(), cast.living());
        getChildren().clear();
        pills.clear();
        sharedPills.clear();
        cards.clear();
        families.clear();
        pools.clear();
        homes.clear();
        sockets.clear();
        benchZones.clear();
        benchCaptions.clear();
        rates.clear();

        for (Text text : List.of(coresTitle, readyCaption, empty, sharedCaption)) {
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
        buildHomes(layout, ink);
        for (int core = 0; core < layout.sockets().size(); core++) {
            var socket = new CoreSocket(ink, core);
            socket.arrange(layout.sockets().get(core));
            sockets.add(socket);
        }
        getChildren().addAll(sockets);
        for (int i = 0; i < cast.resources.size(); i++) {
            ResourceInfo info = cast.resources.get(i);
            ResourceCard card = card(ink, info);
            card.arrange(layout.cards().get(i), layout.parts().get(i));
            card.setOnMouseClicked(event -> choose(new Subject.OfResource(info.id()), event));
            cards.put(info.id(), card);
            if (card instanceof FamilyCard family) {
                families.add(family);
            }
            if (card instanceof PoolCard pool) {
                pools.add(pool);
            }
        }
        // What is attached to another card stands upon it.
        cards.values().stream().filter(card -> !(card instanceof LoungeCard)).forEach(getChildren()::add);
        cards.values().stream().filter(LoungeCard.class::isInstance).forEach(getChildren()::add);
        readyZone = new Zone(ink);
        getChildren().add(readyZone.more());
        for (ResourceCard card : cards.values()) {
            card.lines().forEach(line -> getChildren().add(line.more()));
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
        arrows = new ArrowLayer(ink);
        getChildren().add(arrows);
        homes.forEach(home -> getChildren().addAll(home.more(), home.above()));
    }

    /** The cards of processes, and the frame around what they share. */
    private void buildHomes(StageLayout place, StagePens ink) {
        Box frame = place.shared();
        sharedFrame.setManaged(false);
        sharedFrame.setId("shared-memory");
        sharedFrame.setVisible(frame.height() > 0);
        sharedFrame.setBackground(ink.box("panel", 12));
        sharedFrame.setBorder(ink.outline("accent", 12, 1, true));
        sharedFrame.setLayoutX(frame.x());
        sharedFrame.setLayoutY(frame.y());
        sharedFrame.resize(frame.width(), frame.height());
        sharedCaption.setVisible(frame.height() > 0);
        sharedCaption.setFont(ink.small);
        sharedCaption.setX(frame.x() + ink.metrics.pad());
        sharedCaption.setY(Math.round(frame.y() + ink.metrics.caption() * 0.85));
        getChildren().addAll(sharedFrame, sharedCaption);
        for (int i = 0; i < cast.homes.size(); i++) {
            Household home = cast.homes.get(i);
            var card = new ProcessCard(ink, home, place.homes().form());
            card.setId("process-" + (home.own() ? "main" : home.several() ? home.group()
                    : Integer.toString(home.processes().getFirst())));
            card.arrange(place.homes().boxes().get(i));
            if (!home.own() && !home.several()) {
                card.setOnMouseClicked(
                        event -> choose(new Subject.OfActor(home.processes().getFirst()), event));
            }
            homes.add(card);
        }
        getChildren().addAll(homes);
    }

    private static ResourceCard card(StagePens ink, ResourceInfo info) {
        return switch (info.kind()) {
            case MUTEX, REENTRANT_MUTEX, SEMAPHORE, CARRIERS -> new SeatsCard(ink, info);
            case READ_WRITE_LOCK, STAMPED_LOCK -> new RoomCard(ink, info);
            case CONDITION -> new LoungeCard(ink, info);
            case EVENT -> new LampCard(ink, info);
            case LATCH -> new LatchCard(ink, info);
            case BARRIER, PHASER -> new GateCard(ink, info);
            case EXCHANGER -> new TableCard(ink, info);
            case QUEUE, STACK, PRIORITY_QUEUE, TRANSFER_QUEUE -> new ConveyorCard(ink, info);
            case SCOPE -> new FamilyCard(ink, info);
            case CELL, VARIABLE, ATOMIC, COUNTER -> new CellCard(ink, info);
            case ARRAY -> new ArrayCard(ink, info);
            case PIPE -> new PipeCard(ink, info);
            case POOL -> new PoolCard(ink, info);
        };
    }

    /** Sizes for the cast: larger where there is little to show, pills as wide as the longest name wants. */
    private StageMetrics metrics(int actors) {
        if (presenting) {
            return fitted(StageMetrics.presenting(presentingHeight()));
        }
        double scale = StageLayout.scaleFor(cast.width, cast.height, cast.resources, actors, cast.theme.scale(),
                cast.homes.size());
        StageMetrics base = StageMetrics.desk(actors, scale);
        double tooWide = wantedPill(base) / widestPill(base);
        // Rather small pills than names that are cut.
        return fitted(tooWide <= 1 || base.dots() ? base
                : StageMetrics.desk(actors, Math.max(Math.min(scale, SMALLEST_SCALE), scale / tooWide)));
    }

    private StageMetrics fitted(StageMetrics base) {
        return base.withPillWidth(Math.min(widestPill(base), wantedPill(base)));
    }

    /** The width that the longest name wants. */
    private double wantedPill(StageMetrics base) {
        var probe = new Text(cast.longestNames);
        probe.setFont(StagePens.pillFont(base));
        boolean keys = cast.resources.stream()
                .anyMatch(info -> info.kind().isLock() || info.kind() == ResourceKind.SEMAPHORE);
        double wanted = ActorPill.widthFor(base, probe.getLayoutBounds().getWidth(), keys);
        return Math.clamp(wanted, base.pillHeight() * 2.6, base.pillHeight() * 6.5);
    }

    /** The width that all cards have room for. */
    private double widestPill(StageMetrics base) {
        return base.dots() ? base.pillHeight() * 6.5
                : StageLayout.of(cast.width, cast.height, base, cast.cores, cast.resources, presenting,
                        benched(), cast.living())
                        .widestPill(cast.resources, base.pillHeight() * (cast.homes.isEmpty() ? 1.8 : 3.4), presenting);
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

    private void showActors(RunState state, Names names, StagePens ink) {
        crowd.gather(state, this::shownStatus);
        int most = presenting ? MOST_PILLS_PRESENTING : MOST_PILLS;
        grouping = crowd.living() > most;
        groupingEnded = !presenting && crowd.size() > most;
        beginZones();
        for (int i = 0; i < crowd.size(); i++) {
            ActorState actor = crowd.actor(i);
            Crowd.Group group = crowd.group(i);
            boolean alone = group.count == 1 || !sharesPlace(i) && !crowded(i) || hasOwnPlace(i) || livesAlone(i);
            if (!alone && group.led) {
                continue;
            }
            group.led |= !alone;
            Box place = placeOf(i);
            if (place == null) {
                continue;
            }
            ActorPill pill = alone ? pills.get(actor.id()) : sharedPills.get(group.key);
            if (pill == null) {
                pill = newPill(actor, ink, alone);
                if (alone) {
                    pills.put(actor.id(), pill);
                } else {
                    sharedPills.put(group.key, pill);
                }
            }
            pill.seenIn(frame);
            pill.setVisible(true);
            String name = alone ? names.of(actor.info())
                    : names.ofGroup(actor.info().group()) + " ×" + group.count;
            ActorStatus status = crowd.status(i);
            boolean inferred = status == ActorStatus.READY && (actor.inferred() || actor.status() != status);
            pill.show(actor, status, inferred, name, names.texts().get("status." + Theme.token(status)));
            pill.setChosen(chosen instanceof Subject.OfActor(int id) && id == actor.id());
            pill.goTo(place);
        }
        hideOthers(pills);
        hideOthers(sharedPills);
        endZones();
        for (ProcessCard home : homes) {
            home.end(this::nameIfAway);
        }
    }

    /** The name of an actor that is not at home, empty for one that is. */
    private String nameIfAway(int actor) {
        ActorState state = shown == null ? null : shown.actor(actor);
        return state == null || shownNames == null || !away.contains(actor) ? "" : shownNames.of(state.info());
    }

    /** Hides the pills that nobody has any more; where very many come and go, it lets go of them. */
    private void hideOthers(Map<?, ActorPill> all) {
        int hidden = 0;
        for (ActorPill pill : all.values()) {
            if (pill.seenIn() != frame) {
                pill.setVisible(false);
                hidden++;
            }
        }
        if (hidden > MOST_PILLS) {
            var gone = all.values().stream().filter(pill -> pill.seenIn() != frame).toList();
            all.values().removeAll(gone);
            getChildren().removeAll(gone);
        }
    }

    /** Whether an actor is one of so many that those of a group share a pill. */
    private boolean sharesPlace(int index) {
        return grouping || groupingEnded && !crowd.actor(index).status().alive();
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the very state; comparing two takes longer than the graph
    private void showArrows(RunState state) {
        ArrowLayer layer = arrows;
        if (layer == null) {
            return;
        }
        if (cast.resources.stream().noneMatch(info -> info.kind().isLock())) {
            layer.follow(edge -> null);
            return;
        }
        WaitForGraph now = graph;
        if (now == null || graphOf != state || graphAt != state.events()) {
            now = WaitForGraph.of(state);
            graph = now;
            graphOf = state;
            graphAt = state.events();
        }
        layer.show(now, ArrowLayer.chosen(now, cards::containsKey, crowd.living() > MOST_WITH_ARROWS), this::ends);
    }

    /** Where an arrow begins and ends: at the pill of who waits, and at that of who holds. */
    private ArrowLayer.@Nullable Ends ends(WaitForGraph.Edge edge) {
        ActorPill waiter = pills.get(edge.waiter());
        RunState state = shown;
        ActorState holder = state == null ? null : state.actor(edge.holder());
        if (waiter == null || !waiter.isVisible() || holder == null) {
            return null;
        }
        // One who is elsewhere and does not wait himself is met at his seat, where his name is.
        ActorPill pill = pills.get(edge.holder());
        Box seat = seatAt(edge.resource(), holder);
        boolean goesOn = holder.waitingOn() == 0 && holder.joining() == 0;
        Box to = seat != null && goesOn || pill == null || !pill.isVisible() ? seat : pill.place();
        return to == null ? null : new ArrowLayer.Ends(waiter.place(), to);
    }

    private ActorPill newPill(ActorState actor, StagePens ink, boolean alone) {
        var pill = new ActorPill(ink);
        pill.setId((alone ? "actor-" : "group-") + actor.info().name());
        pill.setOnMouseEntered(event -> {
            tooltip.setText(describe(pill.actor()));
            Tooltip.install(pill, tooltip);
        });
        pill.setOnMouseClicked(event -> choose(new Subject.OfActor(pill.actor()), event));
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

    /** A core, a seat and a place before a gate belong to one actor and are not shared by a group. */
    private boolean hasOwnPlace(int index) {
        ActorState actor = crowd.actor(index);
        if (crowd.status(index) == ActorStatus.RUNNING) {
            return occupants.coreOf(actor.id()) >= 0;
        }
        if (SeatsCard.sits(actor) || !families.isEmpty() || !pools.isEmpty()) {
            if (seatOf(actor) != null) {
                return true;
            }
        }
        ResourceCard card = cardAt(actor.waitingOn());
        return card != null && card.ownPlaces();
    }

    /** Where an actor sits that is nowhere else: the seat it took last, its carrier, or its place in its family. */
    private @Nullable Box seatOf(ActorState actor) {
        for (int i = actor.holding().size() - 1; i >= 0; i--) {
            Box seat = seatAt((int) actor.holding().get(i), actor);
            if (seat != null) {
                return seat;
            }
        }
        if (actor.carrier() != 0) {
            for (ResourceCard card : cards.values()) {
                Box seat = card.info.kind() == ResourceKind.CARRIERS ? card.seatOf(actor.id()) : null;
                if (seat != null) {
                    return seat;
                }
            }
        }
        for (PoolCard pool : pools) {
            Box seat = PoolCard.isHere(actor) ? pool.seatOf(actor.id()) : null;
            if (seat != null) {
                return seat;
            }
        }
        return familyPlace(actor);
    }

    /** The card at which one waits that waits for that resource: its own, or that of the pool it belongs to. */
    private @Nullable ResourceCard cardAt(int resource) {
        ResourceCard card = resource == 0 ? null : cards.get(resource);
        if (card == null && resource != 0 && shown != null) {
            return cards.get(shown.directory().resource(resource).partOf());
        }
        return card;
    }

    private @Nullable Box seatAt(int resource, ActorState actor) {
        ResourceCard card = cards.get(resource);
        return card == null ? null : card.seatOf(actor.id());
    }

    private @Nullable Box familyPlace(ActorState actor) {
        for (FamilyCard family : families) {
            Box place = FamilyCard.isHere(actor) ? family.seatOf(actor.id()) : null;
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    // ---- processes

    /** The card of the process in which that one lives, null where there are none. */
    private @Nullable ProcessCard homeOf(int index) {
        int home = households.of(crowd.actor(index).id());
        return home < 0 || home >= homes.size() ? null : homes.get(home);
    }

    /** Whether one stands at home, in a place that is nobody else's. */
    private boolean livesAlone(int index) {
        int home = households.of(crowd.actor(index).id());
        return home >= 0 && home < homes.size() && !cast.homes.get(home).several() && isAtHome(index);
    }

    /** Whether one has no other place than in its process. */
    private boolean isAtHome(int index) {
        ActorState actor = crowd.actor(index);
        return switch (crowd.status(index)) {
            case RUNNING -> occupants.coreOf(actor.id()) < 0;
            case BLOCKED, WAITING -> cardAt(actor.waitingOn()) == null;
            case SLEEPING, IO -> seatOf(actor) == null;
            case CREATED, FINISHED, FAILED, KILLED -> familyPlace(actor) == null;
            case READY, JOINING, IDLE, IN_SLICE, OUT_OF_SLICE, UNKNOWN -> true;
        };
    }

    /** The place of one where there are processes: where it is, and if that cannot be seen, nowhere. */
    private @Nullable Box placeAmongProcesses(int index) {
        ActorState actor = crowd.actor(index);
        ProcessCard home = homeOf(index);
        if (isAtHome(index)) {
            return home == null ? null : home.placeOf(actor.id());
        }
        away.add(actor.id());
        return switch (crowd.status(index)) {
            case RUNNING -> sockets.get(occupants.coreOf(actor.id())).seat();
            case BLOCKED, WAITING -> {
                ResourceCard card = cardAt(actor.waitingOn());
                yield card == null ? null : card.placeOf(actor.id());
            }
            default -> seatOf(actor);
        };
    }

    /** Counts who is at home before anybody is given a place. */
    private void beginHomes() {
        away.clear();
        int[] heads = new int[homes.size()];
        var kinds = new HashMap<Integer, Set<Long>>();
        for (int i = 0; i < crowd.size(); i++) {
            int home = households.of(crowd.actor(i).id());
            if (home >= 0 && home < heads.length && isAtHome(i)) {
                heads[home]++;
                kinds.computeIfAbsent(home, at -> new HashSet<>()).add(crowd.group(i).key);
            }
        }
        for (int i = 0; i < heads.length; i++) {
            int pills = kinds.getOrDefault(i, Set.of()).size();
            homes.get(i).begin(heads[i], pills);
        }
    }

    private void beginZones() {
        StageLayout place = layout;
        Zone ready = readyZone;
        if (place == null || ready == null) {
            return;
        }
        var counts = new EnumMap<ActorStatus, Integer>(ActorStatus.class);
        boolean anyInferred = false;
        int readyKinds = 0;
        for (int i = 0; i < crowd.size(); i++) {
            Crowd.Group group = crowd.group(i);
            if (group.counted && sharesPlace(i)) {
                continue;
            }
            ActorStatus bench = benchOf(i);
            if (bench != null) {
                readyKinds += bench == ActorStatus.READY && !group.counted ? 1 : 0;
                group.counted = true;
                counts.merge(bench, 1, Integer::sum);
            }
            ActorState actor = crowd.actor(i);
            anyInferred |= crowd.status(i) == ActorStatus.READY
                    && (actor.inferred() || actor.status() == ActorStatus.RUNNING);
        }
        int readyCount = counts.getOrDefault(ActorStatus.READY, 0);
        ready.begin(place.ready(), readyCount);
        ready.countPills(readyKinds, mayShare());
        Texts texts = shownNames == null ? null : shownNames.texts();
        if (texts != null) {
            ResourceCard.setText(readyCaption, readyCount == 0 ? ""
                    : anyInferred ? texts.get("stage.ready-inferred") : texts.get("stage.ready"));
            Box first = place.ready().place(Math.max(0, Math.min(readyCount, place.ready().columns()) - 1));
            readyCaption.setX(Math.round(first.x() - readyCaption.getLayoutBounds().getWidth() - 8));
            readyCaption.setVisible(!presenting && readyCaption.getX() > coresTitle.getLayoutBounds().getMaxX() + 8);
            readyCaption.setY(Math.round(first.y() + first.height() / 2));
            beginBench(place, counts, texts);
        }
        regroup();
        beginHomes();
    }

    /** Whether those of a group may share a pill in a line that has no room for all. */
    private boolean mayShare() {
        return grouping || presenting || groupingEnded;
    }

    /** Lines are counted by pills, not by heads, where a group shares one. */
    private void regroup() {
        for (ResourceCard card : cards.values()) {
            if (card.ownPlaces()) {
                continue;
            }
            int kinds = 0;
            for (Crowd.Group group : crowd.groups()) {
                kinds += group.waitingOn == card.info.id() ? 1 : 0;
            }
            for (Zone line : card.lines()) {
                line.countPills(kinds, mayShare());
            }
        }
    }

    /** Whether an actor stands in a line in which those of a group share a pill because there is no room for all. */
    private boolean crowded(int index) {
        ActorState actor = crowd.actor(index);
        ResourceCard card = cardAt(actor.waitingOn());
        Zone line = benchOf(index) == ActorStatus.READY ? readyZone : card == null ? null : card.lineOf(actor.id());
        ProcessCard home = homeOf(index);
        return line != null && line.grouped() || home != null && home.grouped() && isAtHome(index);
    }

    /**
     * The bench is set in sections from the left: a caption, where there is room for captions, then as many pills as are
     * this section's share.
     */
    private void beginBench(StageLayout place, Map<ActorStatus, Integer> counts, Texts texts) {
        StageMetrics m = place.metrics();
        Box bench = place.bench().inset(m.pad(), m.gap());
        if (cast.resources.isEmpty()) {
            beginTallBench(bench, m, counts, texts);
            return;
        }
        // Before a room there are those alone who can be told what to do.
        List<ActorStatus> sections = BENCH.stream().filter(status -> counts.getOrDefault(status, 0) > 0)
                .filter(status -> !presenting || status == ActorStatus.IDLE || status == ActorStatus.SLEEPING).toList();
        double captions = 0;
        int[] wanted = new int[sections.size()];
        int all = 0;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = counts.getOrDefault(sections.get(i), 0);
            all += wanted[i];
            captions += presenting ? 0 : captionWidth(sections.get(i), texts);
        }
        double between = m.pad() * 1.4;
        double step = m.pillWidth() + m.gap();
        double room = bench.width() - Math.max(0, wanted.length - 1) * between + m.gap() * wanted.length;
        boolean captioned = !presenting && room - captions >= step * Math.min(all, 2 * wanted.length);
        int[] places = StageLayout.share(wanted, (int) ((room - (captioned ? captions : 0)) / step));
        benchCaptions.values().forEach(caption -> caption.setVisible(false));
        benchZones.values().forEach(zone -> zone.begin(new Flow(new Box(0, 0, 0, 0), m, false), 0));
        double x = bench.x();
        for (int i = 0; i < wanted.length; i++) {
            Text caption = benchCaptions.get(sections.get(i));
            Zone zone = benchZones.get(sections.get(i));
            if (caption == null || zone == null) {
                continue;
            }
            double captionWidth = captioned ? captionWidth(sections.get(i), texts) : 0;
            caption.setVisible(captioned);
            caption.setX(Math.round(x));
            caption.setY(Math.round(bench.y() + m.pillHeight() / 2));
            double width = places[i] * step - m.gap();
            zone.begin(new Flow(new Box(x + captionWidth, bench.y(), width, m.pillHeight()), m, false), wanted[i]);
            x += captionWidth + width + between;
        }
    }

    private double captionWidth(ActorStatus status, Texts texts) {
        Text caption = benchCaptions.get(status);
        if (caption == null) {
            return 0;
        }
        ResourceCard.setText(caption, texts.get("bench." + Theme.token(status)));
        return caption.getLayoutBounds().getWidth() + 8;
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
        cards.values().forEach(card -> card.lines().forEach(Zone::end));
    }

    /** The section of the bench, or READY for the ready line, or null for an actor with a place of another kind. */
    private @Nullable ActorStatus benchOf(int index) {
        ActorState actor = crowd.actor(index);
        if (!homes.isEmpty()) {
            return null;
        }
        return switch (crowd.status(index)) {
            case RUNNING -> occupants.coreOf(actor.id()) >= 0 ? null : ActorStatus.READY;
            case READY -> ActorStatus.READY;
            case BLOCKED, WAITING -> null;
            case SLEEPING, IO -> seatOf(actor) != null ? null : actor.status();
            case CREATED, FINISHED, FAILED, KILLED -> familyPlace(actor) != null ? null : actor.status();
            case JOINING, IDLE, IN_SLICE, OUT_OF_SLICE, UNKNOWN -> actor.status();
        };
    }

    private @Nullable Box placeOf(int index) {
        if (!homes.isEmpty()) {
            return placeAmongProcesses(index);
        }
        ActorState actor = crowd.actor(index);
        ActorStatus bench = benchOf(index);
        if (bench == ActorStatus.READY) {
            return readyZone == null ? null : readyZone.place();
        }
        if (bench != null) {
            Zone zone = benchZones.get(bench);
            return zone == null || !benched() ? null : zone.place();
        }
        return switch (crowd.status(index)) {
            case RUNNING -> sockets.get(occupants.coreOf(actor.id())).seat();
            case BLOCKED, WAITING -> {
                ResourceCard card = cardAt(actor.waitingOn());
                yield card == null ? null : card.placeOf(actor.id());
            }
            default -> seatOf(actor);
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
        return Stream.concat(pills.values().stream(), sharedPills.values().stream()).filter(ActorPill::isVisible)
                .toList();
    }
}
