package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import javafx.scene.layout.Region;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.VLineTo;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Glyphs;
import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * A scope: a frame with the actor that opened it and, joined to it by lines, its subtasks, each with a glyph for how it
 * stands. Who is on a core or waits elsewhere leaves an outline with its name; who sleeps or has not begun stands here.
 */
final class FamilyCard extends ResourceCard {
    private final Region frame = new Region();
    private final Path branches = new Path();
    private final Outline ownerPlace;
    private final Text waiting = caption();
    private final Text more = caption();
    private final List<Outline> places = new ArrayList<>();
    private final List<SVGPath> glyphs = new ArrayList<>();
    /** How each stands in a word, where there is room. */
    private final List<Text> words = new ArrayList<>();
    private Box ownerBox = new Box(0, 0, 0, 0);
    private Flow flow;
    private int shown = -1;
    private final Zone line;
    private ResourceState.@Nullable Family family;

    FamilyCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        line = new Zone(pens);
        flow = new Flow(content(), pens.metrics, false);
        ownerPlace = new Outline(pens);
        frame.setManaged(false);
        frame.setBorder(pens.outline("ghost", 10, 1.5, false));
        branches.setManaged(false);
        branches.setStroke(pens.color("ghost"));
        branches.setStrokeWidth(1.5);
        getChildren().addAll(frame, branches, ownerPlace, waiting, more);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        frame.setLayoutX(inside.x() - box().x());
        frame.setLayoutY(inside.y() - box().y());
        frame.resize(inside.width(), inside.height());
        Box within = inside.inset(m.gap() * 1.5, m.gap());
        ownerBox = new Box(within.x(), within.y() + (within.height() - m.pillHeight()) / 2, m.pillWidth(),
                m.pillHeight());
        ownerPlace.arrange(ownerBox, box());
        put(waiting, ownerBox.x(), Math.min(ownerBox.bottom() + m.caption(), within.bottom() - m.caption() * 0.6));
        double lead = Math.round(m.pillHeight() * 0.95);
        double x = ownerBox.right() + 3 * m.gap();
        flow = new Flow(new Box(x, within.y(), within.right() - x, within.height()), m, false, lead);
        shown = -1;
        getChildren().removeAll(places);
        getChildren().removeAll(glyphs);
        getChildren().removeAll(words);
        places.clear();
        glyphs.clear();
        words.clear();
    }

    /** Sets out a place and a glyph for each subtask that can be seen. */
    private void setOut(int count) {
        shown = count;
        StageMetrics m = pens.metrics;
        getChildren().removeAll(places);
        getChildren().removeAll(glyphs);
        getChildren().removeAll(words);
        places.clear();
        glyphs.clear();
        words.clear();
        branches.getElements().clear();
        int visible = flow.shown(count);
        // As many rows as there are subtasks to fill them, in the middle of the frame.
        int rows = Math.clamp((visible + Math.max(1, flow.columns()) - 1) / Math.max(1, flow.columns()), 1,
                flow.rows());
        if (count <= flow.rows()) {
            rows = Math.max(1, count);
        }
        Box whole = flow.box();
        double height = rows * (m.pillHeight() + m.gap()) - m.gap();
        double top = whole.y() + Math.max(0, (whole.height() - height) / 2);
        int columns = (Math.max(1, visible) + rows - 1) / rows;
        double spine = ownerBox.right() + 1.5 * m.gap() - box().x();
        double middle = ownerBox.y() + ownerBox.height() / 2 - box().y();
        if (count > 0) {
            branches.getElements().addAll(new MoveTo(ownerBox.right() - box().x(), middle), new HLineTo(spine));
        }
        for (int i = 0; i < visible; i++) {
            int column = i % columns;
            int row = i / columns;
            var place = new Box(whole.x() + flow.lead() + column * (flow.lead() + m.pillWidth() + m.gap()),
                    top + row * (m.pillHeight() + m.gap()), m.pillWidth(), m.pillHeight());
            var outline = new Outline(pens);
            outline.setTextFill(pens.color("ink-2"));
            outline.arrange(place, box());
            places.add(outline);
            var glyph = new SVGPath();
            glyph.setManaged(false);
            double scale = Math.round(m.pillHeight() * 0.56) / 24.0;
            glyph.setScaleX(scale);
            glyph.setScaleY(scale);
            glyphs.add(glyph);
            if (columns == 1) {
                var word = caption();
                put(word, place.right() + m.gap() * 1.5, place.y() + place.height() / 2);
                words.add(word);
            }
            double y = place.y() + place.height() / 2 - box().y();
            if (column == 0) {
                branches.getElements().addAll(new MoveTo(spine, middle), new VLineTo(y),
                        new HLineTo(whole.x() - box().x()));
            }
        }
        getChildren().addAll(places);
        getChildren().addAll(glyphs);
        getChildren().addAll(words);
        more.setVisible(visible < count);
        if (visible < count) {
            setText(more, "+" + (count - visible));
            Box last = flow.place(flow.places() - 1);
            put(more, last.x(), last.y() + last.height() / 2);
        }
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var now = (ResourceState.Family) state;
        family = now;
        Texts texts = names.texts();
        if (now.members().size() != shown) {
            setOut(now.members().size());
        }
        frame.setOpacity(now.left() ? 0.5 : 1);
        ActorState owner = run.actor(now.owner());
        boolean waits = owner != null && owner.waitingOn() == info.id();
        ownerPlace.name(owner == null || waits ? "" : names.of(owner.info()));
        setText(waiting, waits ? texts.get("stage.waits-for-all") : now.left() ? texts.get("stage.scope-left") : "");
        waiting.setVisible(waiting.getLayoutBounds().getWidth() <= pens.metrics.pillWidth() + 2 * pens.metrics.gap()
                && waiting.getY() > ownerBox.bottom() - box().y() + pens.metrics.caption() * 0.4);
        for (int i = 0; i < places.size(); i++) {
            ActorState member = run.actor(now.members().get(i));
            Scope.State stands = now.state(i);
            places.get(i).name(member == null ? "" : isHere(member) ? "" : names.of(member.info()));
            places.get(i).colour(token(stands));
            SVGPath glyph = glyphs.get(i);
            String path = Glyphs.path(glyph(stands));
            if (!path.equals(glyph.getContent())) {
                glyph.setContent(path);
                Box place = placeOfMember(i);
                ActorPill.center(glyph, place.x() - flow.lead() / 2 - box().x(),
                        place.y() + place.height() / 2 - box().y());
            }
            glyph.setFill(pens.color(token(stands)));
            if (i < words.size()) {
                Text word = words.get(i);
                setText(word, texts.get("stage.subtask-" + word(stands)));
                word.setVisible(word.getLayoutBounds().getMaxX() < content().right() - box().x() - pens.metrics.gap());
            }
        }
        line.begin(new Flow(ownerBox, pens.metrics, false), waits ? 1 : 0);
    }

    /** Whether a subtask's actor stands here, for it has no other place. */
    static boolean isHere(ActorState member) {
        return switch (member.status()) {
            case SLEEPING, IO, CREATED -> true;
            default -> false;
        };
    }

    private static String token(Scope.State state) {
        return switch (state) {
            case RUNNING -> "running-line";
            case DONE -> "finished-line";
            case FAILED -> "failed-line";
            case CANCELLED -> "ink-3";
        };
    }

    private static String glyph(Scope.State state) {
        return switch (state) {
            case RUNNING -> "running";
            case DONE -> "finished";
            case FAILED -> "failed";
            case CANCELLED -> "stop";
        };
    }

    private static String word(Scope.State state) {
        return switch (state) {
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    private Box placeOfMember(int index) {
        Outline outline = places.get(index);
        return new Box(outline.getLayoutX() + box().x(), outline.getLayoutY() + box().y(), outline.getWidth(),
                outline.getHeight());
    }

    @Override
    List<Zone> lines() {
        return List.of(line);
    }

    @Override
    boolean ownPlaces() {
        return true;
    }

    @Override
    @Nullable
    Box placeOf(long actor) {
        return family != null && family.owner() == actor ? ownerBox : null;
    }

    @Override
    @Nullable
    Box seatOf(long actor) {
        int index = family == null ? -1 : family.members().indexOf(actor);
        return index < 0 || index >= places.size() ? null : placeOfMember(index);
    }

    @Override
    String figures(ResourceState state, Names names) {
        var now = (ResourceState.Family) state;
        Texts texts = names.texts();
        var told = new StringBuilder(texts.get("stage.scope"));
        String separator = "  ";
        for (Scope.State each : Scope.State.values()) {
            int count = now.count(each);
            if (count > 0) {
                told.append(separator).append(texts.get("stage.scope-" + word(each), texts.number(count)));
                separator = " · ";
            }
        }
        return told.toString();
    }

    @Override
    String lessFigures(ResourceState state, Names names) {
        var now = (ResourceState.Family) state;
        return names.texts().get("stage.scope") + "  " + shortFigures(now, names);
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        var now = (ResourceState.Family) state;
        return now.members().size() - now.count(Scope.State.RUNNING) + "/" + now.members().size();
    }
}
