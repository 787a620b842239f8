package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.ProcessWords;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Glyphs;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.RunState;

/**
 * A process, or several of a group where there are too many for a card each: its name, number, memory and state, and a
 * place for each of its threads, which stand there while they are nowhere else. One that has ended is grey; one that a
 * signal ended is cracked as well. What is copied to or from another process crosses its border.
 */
final class ProcessCard extends Region {
    /** The way of a crack below the title, as parts of width and of height; it begins at the edge. */
    private static final double[] CRACK = {1, 0.02, 0.93, 0.30, 0.955, 0.42, 0.84, 0.66, 0.86, 0.80, 0.78, 1};
    /** A branch of it. */
    private static final double[] BRANCH = {0.955, 0.42, 0.965, 0.70, 0.94, 0.86};

    private final StagePens pens;
    private final Household home;
    private final HomeRows.Form form;
    private final Text title = new Text();
    private final Text figures = new Text();
    private final Text word = new Text();
    private final SVGPath glyph = new SVGPath();
    private final Path gap = new Path();
    private final Path crack = new Path();
    private final Parcel parcel;
    private final Group above = new Group();
    private final List<Outline> outlines = new ArrayList<>();
    private final Zone zone;
    private Box box = new Box(0, 0, 0, 0);
    private Flow flow;
    private Look look = Look.GOES_ON;
    /** Whether there is room for something beside the pills. */
    private boolean beside;
    private @Nullable String shown;

    /** How it looks. */
    private enum Look {
        BEGINS, GOES_ON, ENDED, FAILED, KILLED
    }

    ProcessCard(StagePens pens, Household home, HomeRows.Form form) {
        this.pens = pens;
        this.home = home;
        this.form = form;
        this.parcel = new Parcel(pens);
        this.zone = new Zone(pens);
        this.flow = new Flow(box, pens.metrics, false);
        setManaged(false);
        getStyleClass().add("process-card");
        setAccessibleRole(AccessibleRole.TEXT);
        for (Text text : List.of(title, figures, word)) {
            text.setTextOrigin(VPos.CENTER);
            text.setManaged(false);
        }
        title.setFont(pens.subtitle);
        figures.setFont(pens.figure);
        word.setFont(pens.small);
        glyph.setManaged(false);
        double scale = Math.round(pens.metrics.caption() * 1.05) / 24.0;
        glyph.setScaleX(scale);
        glyph.setScaleY(scale);
        for (Path path : List.of(gap, crack)) {
            path.setManaged(false);
            path.setStrokeLineJoin(StrokeLineJoin.ROUND);
            path.setVisible(false);
        }
        double thick = pens.metrics.pillHeight() >= 40 ? 3.5 : 2;
        crack.setStroke(pens.color("killed-line"));
        crack.setStrokeWidth(thick);
        gap.setStroke(pens.color("bg"));
        gap.setStrokeWidth(thick + 3);
        above.setManaged(false);
        above.setMouseTransparent(true);
        above.setViewOrder(-1);
        above.getChildren().addAll(gap, crack, parcel);
        getChildren().addAll(title, figures, word, glyph);
        dress();
    }

    /** What lies above the pills. */
    Group above() {
        return above;
    }

    /** What tells how many more live here than can be seen. */
    Text more() {
        return zone.more();
    }

    /** Stands there and sets out places for those who live here. */
    void arrange(Box place) {
        StageMetrics m = pens.metrics;
        box = place;
        setLayoutX(place.x());
        setLayoutY(place.y());
        resize(place.width(), place.height());
        double edge = HomeRows.edge(m);
        double head = HomeRows.head(m, form, place.width());
        flow = new Flow(new Box(place.x() + edge, place.y() + head, place.width() - 2 * edge,
                place.height() - head - edge), m, false);
        double free = flow.place(Math.max(0, Math.min(home.members().size(), flow.columns()) - 1)).right() + m.gap();
        beside = free + m.caption() * 3 < place.right();
        if (form == HomeRows.Form.BARE && beside) {
            between(free, m);
        } else {
            line(CRACK, true);
            line(BRANCH, false);
        }
        getChildren().removeAll(outlines);
        outlines.clear();
        for (int i = 0; i < flow.shown(home.members().size()) && !home.several(); i++) {
            var outline = new Outline(pens);
            outline.arrange(flow.place(i), box);
            outline.setVisible(false);
            outlines.add(outline);
        }
        getChildren().addAll(outlines);
    }

    /** A crack from top to bottom between the pills and what is told beside them. */
    private void between(double x, StageMetrics m) {
        double step = m.gap() * 0.6;
        double height = box.height() / 4;
        for (Path path : List.of(gap, crack)) {
            path.getElements().clear();
            path.getElements().add(new MoveTo(x + step, box.y()));
            for (int i = 1; i <= 4; i++) {
                path.getElements().add(new LineTo(x + (i % 2 == 0 ? step : -step), box.y() + i * height));
            }
        }
    }

    private void line(double[] way, boolean begin) {
        // The title and the figures stay whole.
        double top = flow.box().y() - pens.metrics.gap() * 0.5;
        double height = box.bottom() - top;
        for (Path path : List.of(gap, crack)) {
            if (begin) {
                path.getElements().clear();
            }
            path.getElements().add(new MoveTo(box.x() + way[0] * box.width(), top + way[1] * height));
            for (int i = 2; i < way.length; i += 2) {
                path.getElements().add(new LineTo(box.x() + way[i] * box.width(), top + way[i + 1] * height));
            }
        }
    }

    /** Begins a frame in which so many stand here; that counts only where several processes share the card. */
    void begin(int heads, int pills) {
        zone.begin(flow, home.several() ? heads : home.members().size());
        if (home.several()) {
            zone.countPills(pills, true);
        }
    }

    /** Whether those of a group share a pill here. */
    boolean grouped() {
        return zone.grouped();
    }

    /** The place of that actor, null where it cannot be seen. */
    @Nullable
    Box placeOf(int actor) {
        return home.several() ? zone.place() : zone.place(home.members().indexOf(actor));
    }

    /** Ends the frame; those for whom {@code away} has a name are elsewhere. */
    void end(java.util.function.IntFunction<String> away) {
        zone.end();
        for (int i = 0; i < outlines.size(); i++) {
            String name = away.apply(home.members().get(i));
            outlines.get(i).setVisible(!name.isEmpty());
            outlines.get(i).name(name);
        }
    }

    /** Shows the state at that run time. */
    void show(RunState run, Names names, long atNanos) {
        Texts texts = names.texts();
        var words = new ProcessWords(texts);
        ActorState process = home.several() ? null : home.own() ? first(run) : run.actor(home.processes().getFirst());
        Look now = look(run, process);
        if (now != look) {
            look = now;
            dress();
        }
        String name = home.several() ? names.ofGroup(home.group()) + " ×" + home.processes().size()
                : home.own() ? texts.get("process.own") : process == null ? "" : names.of(process.info());
        String state = home.own() ? words.ofRun(run) : process == null ? summary(run, texts) : words.state(process);
        String brief = process == null || home.own() ? state : words.brief(process);
        String told = process == null ? "" : words.figures(process);
        String all = name + '\n' + told + '\n' + state;
        if (!all.equals(shown)) {
            shown = all;
            tell(name, told, state, brief);
            setAccessibleText(name + ": " + (told.isEmpty() ? "" : told + ", ") + state);
        }
        parcel.show(latest(run), box, flow.box().y() - box.y(), atNanos, texts);
    }

    private void tell(String name, String told, String state, String brief) {
        StageMetrics m = pens.metrics;
        double edge = HomeRows.edge(m) + 2;
        double right = getWidth() - edge;
        double size = m.caption() * 1.05;
        boolean headed = form != HomeRows.Form.BARE;
        double y = headed ? Math.round(m.caption() * 1.4)
                : Math.round(HomeRows.head(m, form, getWidth()) + m.pillHeight() / 2);
        Box lastPill = flow.place(Math.max(0, Math.min(home.members().size(), flow.columns()) - 1));
        double left = headed ? edge : lastPill.right() - box.x() + m.gap();
        title.setVisible(headed);
        title.setText(name);
        double titled = headed ? title.getLayoutBounds().getWidth() + m.gap() * 1.5 : 0;
        // The state is told in full where there is room, briefly where there is not, at last by its glyph alone.
        double room = right - left - titled - size - 4;
        word.setText("");
        for (String each : List.of(state, brief)) {
            if (word.getText().isEmpty()) {
                word.setText(each);
                if (word.getLayoutBounds().getWidth() > room) {
                    word.setText("");
                }
            }
        }
        double wordWidth = word.getLayoutBounds().getWidth();
        word.setX(Math.round(right - wordWidth));
        word.setY(y);
        double glyphX = right - wordWidth - (wordWidth > 0 ? 4 : 0) - size / 2;
        glyph.setVisible(!headed || glyphX - size / 2 > left + m.pillHeight());
        ActorPill.center(glyph, glyphX, y);
        // In a bare card the pill tells it, where a crack runs through the rest.
        glyph.setVisible(glyph.isVisible()
                && (headed || glyphX - size / 2 > left && (beside || look != Look.KILLED)));
        double before = glyphX - size / 2 - m.gap();
        if (headed) {
            ResourceCard.fit(title, name, "", before - left);
            title.setX(left);
            title.setY(y);
        }
        boolean abreast = !headed || form == HomeRows.Form.HEADED || HomeRows.wide(m, getWidth());
        double space = abreast ? before - m.gap() - left - titled : right - edge;
        figures.setText(told);
        if (figures.getLayoutBounds().getWidth() > space && told.indexOf(" · ") > 0) {
            figures.setText(told.substring(0, told.indexOf(" · ")));
        }
        figures.setX(abreast ? Math.round(before - figures.getLayoutBounds().getWidth() - m.gap()) : edge);
        figures.setY(abreast ? y : y + Math.round(m.caption() * 1.4));
        figures.setVisible(figures.getLayoutBounds().getWidth() <= space);
    }

    private @Nullable ActorState first(RunState run) {
        return home.members().isEmpty() ? null : run.actor(home.members().getFirst());
    }

    private Look look(RunState run, @Nullable ActorState process) {
        if (home.own()) {
            return run.finished() ? Look.ENDED : Look.GOES_ON;
        }
        if (process == null) {
            return home.processes().stream().map(run::actor)
                    .allMatch(each -> each != null && !each.status().alive() && each.status() != ActorStatus.CREATED)
                            ? Look.ENDED : Look.GOES_ON;
        }
        return switch (process.status()) {
            case CREATED -> Look.BEGINS;
            case KILLED -> Look.KILLED;
            case FINISHED -> Look.ENDED;
            case FAILED -> Look.FAILED;
            default -> process.exitCode() > 0 ? Look.FAILED : process.exitCode() == 0 ? Look.ENDED : Look.GOES_ON;
        };
    }

    /** How many of several go on, have ended or were killed. */
    private String summary(RunState run, Texts texts) {
        int living = 0;
        int killed = 0;
        for (int id : home.processes()) {
            ActorState each = run.actor(id);
            living += each != null && each.status().alive() ? 1 : 0;
            killed += each != null && each.status() == ActorStatus.KILLED ? 1 : 0;
        }
        String told = texts.get("process.several", texts.number(living), texts.number(home.processes().size()));
        return killed == 0 ? told : told + " · " + texts.get("process.several-killed", texts.number(killed));
    }

    /** Grounds, edges and colours for how it looks now. */
    private void dress() {
        boolean over = look == Look.ENDED || look == Look.FAILED || look == Look.KILLED;
        setBackground(pens.box(over ? "finished-fill" : "panel", 12));
        setBorder(pens.outline(look == Look.KILLED ? "killed-line" : over ? "line" : "ghost", 12,
                look == Look.KILLED ? 2 : 1.5, look == Look.BEGINS));
        title.setFill(pens.color(over ? "finished-on" : "ink"));
        figures.setFill(pens.color("ink-3"));
        gap.setVisible(look == Look.KILLED);
        crack.setVisible(look == Look.KILLED);
        String token = switch (look) {
            case BEGINS -> "created";
            case GOES_ON -> "running";
            case ENDED -> "finished";
            case FAILED -> "failed";
            case KILLED -> "killed";
        };
        glyph.setContent(Glyphs.path(token));
        glyph.setFill(pens.color(token + "-line"));
        word.setFill(pens.color(look == Look.FAILED || look == Look.KILLED ? token + "-line" : "ink-3"));
        shown = null;
    }

    /** Who of those who live here has last copied something across the border, null for nobody. */
    private @Nullable ActorState latest(RunState run) {
        ActorState latest = null;
        for (int id : home.members()) {
            ActorState each = run.actor(id);
            if (each != null && each.copyBytes() != 0 && (latest == null || each.copyNanos() > latest.copyNanos())) {
                latest = each;
            }
        }
        return latest;
    }
}
