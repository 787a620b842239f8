package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

import javafx.scene.Group;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.state.WaitForGraph;
import dev.potok.simulation.state.WaitForGraph.Edge;

/**
 * Arrows from those who wait for a lock to who holds it, above the cards and below the pills. Those of a closed circle
 * are thick and in the colour of what is blocked. There are at most some dozens; the shapes are used again.
 */
final class ArrowLayer extends Group {
    /** More arrows than that tell nothing. */
    static final int MOST = 48;
    /** Nor do more to the same holder of the same lock; the rest of a line waits for him as its head does. */
    static final int MOST_TO_ONE = 4;

    private final StagePens pens;
    private final List<Arrow> arrows = new ArrayList<>();
    private List<Edge> shown = List.of();

    ArrowLayer(StagePens pens) {
        this.pens = pens;
        setManaged(false);
        setMouseTransparent(true);
        setId("wait-for");
    }

    /** One arrow; its shape is changed only when it has moved. */
    private final class Arrow extends Path {
        private final MoveTo start = new MoveTo();
        private final CubicCurveTo curve = new CubicCurveTo();
        private final MoveTo left = new MoveTo();
        private final LineTo tip = new LineTo();
        private final LineTo right = new LineTo();
        private @Nullable Box from;
        private @Nullable Box to;
        private @Nullable Boolean closed;

        Arrow() {
            getElements().addAll(start, curve, left, tip, right);
            setFill(null);
            setStrokeLineCap(StrokeLineCap.ROUND);
            setStrokeLineJoin(StrokeLineJoin.ROUND);
        }

        void colour(boolean isClosed) {
            if (closed == null || closed != isClosed) {
                closed = isClosed;
                double thin = pens.metrics.pillHeight() >= 40 ? 2.5 : 1.5;
                setStroke(pens.color(isClosed ? "blocked-line" : "ink-3"));
                setStrokeWidth(isClosed ? 2 * thin : thin);
                from = null;
            }
        }

        void go(Box begin, Box end) {
            if (begin.equals(from) && end.equals(to)) {
                return;
            }
            from = begin;
            to = end;
            var course = Course.between(begin, end, pens.metrics.pillHeight());
            start.setX(course.startX());
            start.setY(course.startY());
            curve.setControlX1(course.firstX());
            curve.setControlY1(course.firstY());
            curve.setControlX2(course.secondX());
            curve.setControlY2(course.secondY());
            curve.setX(course.endX());
            curve.setY(course.endY());
            double size = getStrokeWidth() * 2 + pens.metrics.pillHeight() * 0.13;
            double angle = Math.atan2(course.endY() - course.secondY(), course.endX() - course.secondX());
            left.setX(course.endX() - size * Math.cos(angle - 0.5));
            left.setY(course.endY() - size * Math.sin(angle - 0.5));
            tip.setX(course.endX());
            tip.setY(course.endY());
            right.setX(course.endX() - size * Math.cos(angle + 0.5));
            right.setY(course.endY() - size * Math.sin(angle + 0.5));
        }
    }

    /**
     * The course of an arrow: it leaves one box and ends a little before another, and bends to its left, so that one
     * there and one back do not lie upon each other.
     */
    record Course(double startX, double startY, double firstX, double firstY, double secondX, double secondY,
            double endX, double endY) {
        static Course between(Box from, Box to, double pillHeight) {
            double fromX = from.x() + from.width() / 2;
            double fromY = from.y() + from.height() / 2;
            double toX = to.x() + to.width() / 2;
            double toY = to.y() + to.height() / 2;
            double dx = toX - fromX;
            double dy = toY - fromY;
            double length = Math.max(1, Math.hypot(dx, dy));
            double ux = dx / length;
            double uy = dy / length;
            // To the left of the way, as seen on a screen whose y goes down.
            double aside = Math.min(pillHeight * 0.22, from.height() * 0.3);
            double sideX = uy * aside;
            double sideY = -ux * aside;
            double gap = pillHeight * 0.14;
            double apart = Math.max(to.y() - from.bottom(), from.y() - to.bottom());
            if (apart > pillHeight * 0.4) {
                return upright(from, to, dx, dy > 0 ? 1 : -1, aside, gap);
            }
            double leave = exit(from, ux, uy);
            double arrive = exit(to, ux, uy) + gap;
            double reach = length - leave - arrive;
            if (reach < gap) { // side by side: from middle to middle of the edges
                leave = Math.max(0, leave - gap);
                arrive = Math.max(0, arrive - gap);
                reach = Math.max(1, length - leave - arrive);
            }
            double startX = fromX + ux * leave + sideX;
            double startY = fromY + uy * leave + sideY;
            double endX = toX - ux * arrive + sideX;
            double endY = toY - uy * arrive + sideY;
            double bend = Math.min(reach * 0.22, pillHeight * 1.6);
            double bendX = uy * bend;
            double bendY = -ux * bend;
            return new Course(startX, startY, startX + ux * reach * 0.3 + bendX, startY + uy * reach * 0.3 + bendY,
                    endX - ux * reach * 0.3 + bendX, endY - uy * reach * 0.3 + bendY, endX, endY);
        }

        /** From one edge to the edge that faces it, where one box is well above the other. */
        private static Course upright(Box from, Box to, double dx, int down, double aside, double gap) {
            double startX = from.x() + from.width() / 2 + Math.clamp(dx * 0.2, -from.width() * 0.3, from.width() * 0.3)
                    + down * aside;
            double endX = to.x() + to.width() / 2 - Math.clamp(dx * 0.2, -to.width() * 0.3, to.width() * 0.3)
                    + down * aside;
            double startY = down > 0 ? from.bottom() : from.y();
            double endY = down > 0 ? to.y() - gap : to.bottom() + gap;
            double reach = Math.abs(endY - startY);
            double bend = Math.min(reach * 0.25, from.height());
            return new Course(startX, startY, startX + down * bend * 0.6, startY + down * reach * 0.4,
                    endX + down * bend * 0.6, endY - down * reach * 0.4, endX, endY);
        }

        /** How far it is from the middle of a box to its edge that way. */
        private static double exit(Box box, double ux, double uy) {
            double across = Math.abs(ux) < 1e-6 ? Double.MAX_VALUE : box.width() / 2 / Math.abs(ux);
            double down = Math.abs(uy) < 1e-6 ? Double.MAX_VALUE : box.height() / 2 / Math.abs(uy);
            return Math.min(across, down);
        }
    }

    /** The edges to draw: those for locks, the closed ones first; where there is a crowd, these alone. */
    static List<Edge> chosen(WaitForGraph graph, IntPredicate isLock, boolean crowd) {
        var closed = new ArrayList<Edge>();
        var open = new ArrayList<Edge>();
        for (Edge edge : graph.edges()) {
            if (edge.waiter() == edge.holder()) {
                continue;
            }
            if (graph.closed(edge)) {
                closed.add(edge);
            } else if (!crowd && isLock.test(edge.resource()) && to(edge, open) < MOST_TO_ONE) {
                open.add(edge);
            }
        }
        closed.addAll(open);
        return List.copyOf(closed.subList(0, Math.min(MOST, closed.size())));
    }

    private static int to(Edge edge, List<Edge> edges) {
        int count = 0;
        for (Edge other : edges) {
            count += other.holder() == edge.holder() && other.resource() == edge.resource() ? 1 : 0;
        }
        return count;
    }

    /**
     * The two ends of an arrow.
     *
     * @param from where the one stands who waits
     * @param to   where the one stands, or has his seat, for whom it waits
     */
    record Ends(Box from, Box to) {}

    /** Draws the edges of that graph; whoever has no place has no arrow. */
    void show(WaitForGraph graph, List<Edge> edges, Function<Edge, @Nullable Ends> places) {
        shown = edges;
        while (arrows.size() < edges.size()) {
            var arrow = new Arrow();
            arrows.add(arrow);
            getChildren().add(arrow);
        }
        for (int i = 0; i < edges.size(); i++) {
            arrows.get(i).colour(graph.closed(edges.get(i)));
        }
        follow(places);
    }

    /** Lets the arrows follow who moves. */
    void follow(Function<Edge, @Nullable Ends> places) {
        for (int i = 0; i < arrows.size(); i++) {
            Arrow arrow = arrows.get(i);
            Ends ends = i < shown.size() ? places.apply(shown.get(i)) : null;
            arrow.setVisible(ends != null);
            if (ends != null) {
                arrow.go(ends.from(), ends.to());
            }
        }
    }
}
