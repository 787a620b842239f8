package dev.potok.app.stage;

import java.util.EnumMap;
import java.util.Map;

import javafx.geometry.Insets;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Border;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.BorderStrokeStyle;
import javafx.scene.layout.BorderWidths;
import javafx.scene.layout.CornerRadii;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.Font;

import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.ActorStatus;

/**
 * Grounds, borders and fonts of the stage for one theme and size, made once: pills change their state many times a
 * second, and setting a ready-made ground costs no style-sheet pass.
 */
final class StagePens {
    /** The long dashes of a virtual thread; what is inferred has short ones. */
    private static final BorderStrokeStyle LONG_DASHED = new BorderStrokeStyle(StrokeType.INSIDE, StrokeLineJoin.ROUND,
            StrokeLineCap.BUTT, 10, 0, java.util.List.of(9.0, 5.0));
    private static final BorderStrokeStyle DASHED = new BorderStrokeStyle(StrokeType.INSIDE, StrokeLineJoin.ROUND,
            StrokeLineCap.BUTT, 10, 0, java.util.List.of(5.0, 4.0));

    final Theme theme;
    final StageMetrics metrics;
    final Font pill;
    final Font title;
    final Font subtitle;
    final Font caption;
    final Font figure;
    final Font small;
    private final Map<ActorStatus, Background> grounds = new EnumMap<>(ActorStatus.class);
    private final Map<ActorStatus, Border> borders = new EnumMap<>(ActorStatus.class);
    private final Map<ActorStatus, Background> virtualGrounds = new EnumMap<>(ActorStatus.class);
    private final Map<ActorStatus, Border> virtualBorders = new EnumMap<>(ActorStatus.class);
    private final Border inferred;

    StagePens(Theme theme, StageMetrics metrics, boolean presenting) {
        this.theme = theme;
        this.metrics = metrics;
        pill = pillFont(metrics);
        title = Font.font(Fonts.SEMIBOLD, metrics.title());
        subtitle = Font.font(Fonts.SEMIBOLD, metrics.caption());
        caption = Font.font(Fonts.TEXT, metrics.caption());
        figure = Font.font(Fonts.MONO, metrics.caption());
        small = Font.font(Fonts.TEXT, presenting ? metrics.caption() : metrics.caption() - 0.5);
        double stroke = metrics.pillHeight() >= 40 ? 3 : 2;
        var radii = new CornerRadii(metrics.pillHeight() / 2);
        for (ActorStatus status : ActorStatus.values()) {
            grounds.put(status, new Background(new BackgroundFill(theme.fill(status), radii, Insets.EMPTY)));
            boolean dashed = status == ActorStatus.UNKNOWN || status == ActorStatus.CREATED;
            borders.put(status, new Border(new BorderStroke(theme.line(status),
                    dashed ? DASHED : BorderStrokeStyle.SOLID, radii, new BorderWidths(stroke))));
            // The ground of a virtual thread's pill leaves room for its dashes to be seen on whatever colour.
            virtualGrounds.put(status, new Background(
                    new BackgroundFill(theme.color("card"), radii, Insets.EMPTY),
                    new BackgroundFill(theme.fill(status), radii, new Insets(stroke + 0.5))));
            virtualBorders.put(status, new Border(new BorderStroke(theme.line(status), LONG_DASHED, radii,
                    new BorderWidths(stroke))));
        }
        inferred = new Border(new BorderStroke(theme.line(ActorStatus.READY), DASHED, radii, new BorderWidths(stroke)));
    }

    /** The font on pills; names are measured in it before pens are made. */
    static Font pillFont(StageMetrics metrics) {
        return Font.font(Fonts.SEMIBOLD, metrics.pillText());
    }

    Background ground(ActorStatus status, boolean virtual) {
        return (virtual ? virtualGrounds : grounds).getOrDefault(status, Background.EMPTY);
    }

    Border border(ActorStatus status, boolean isInferred, boolean virtual) {
        return isInferred ? inferred : (virtual ? virtualBorders : borders).getOrDefault(status, Border.EMPTY);
    }

    Color color(String token) {
        return theme.color(token);
    }

    /** A rounded box, solid or dashed. */
    Border outline(String token, double radius, double width, boolean dashed) {
        return new Border(new BorderStroke(color(token), dashed ? DASHED : BorderStrokeStyle.SOLID,
                new CornerRadii(radius), new BorderWidths(width)));
    }

    Background box(String token, double radius) {
        return new Background(new BackgroundFill(color(token), new CornerRadii(radius), Insets.EMPTY));
    }
}
