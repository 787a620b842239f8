package dev.potok.app.stage;

import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import dev.potok.app.text.Texts;
import dev.potok.simulation.state.CoreState;

/** A core: who is on it stands inside; its throughput and its load are told beside and below. */
final class CoreSocket extends Region {
    private final StagePens pens;
    private final int core;
    private final Text caption = new Text();
    private final Text rate = new Text();
    private final Region track = new Region();
    private final Region load = new Region();
    private Box box = new Box(0, 0, 0, 0);
    private double captionWidth;
    private String fullName = "";
    private double shownLoad = Double.NaN;

    CoreSocket(StagePens pens, int core) {
        this.pens = pens;
        this.core = core;
        setManaged(false);
        setId("core-" + core);
        getStyleClass().add("core-socket");
        setBackground(pens.box("card", 10));
        setBorder(pens.outline("line", 10, 1, false));
        caption.setFont(pens.caption);
        caption.setFill(pens.color("ink-3"));
        caption.setTextOrigin(VPos.CENTER);
        rate.setFont(pens.figure);
        rate.setFill(pens.color("ink"));
        rate.setTextOrigin(VPos.CENTER);
        track.setManaged(false);
        load.setManaged(false);
        track.setBackground(pens.box("line", 2));
        load.setBackground(pens.box("series-" + (core % 8 + 1), 2));
        getChildren().addAll(caption, rate, track, load);
    }

    void arrange(Box place) {
        box = place;
        setLayoutX(place.x());
        setLayoutY(place.y());
        resize(place.width(), place.height());
        shownLoad = Double.NaN;
    }

    /** Where the pill of the actor on this core stands. */
    Box seat() {
        StageMetrics m = pens.metrics;
        double left = captionFits() ? m.pad() * 1.6 + captionWidth : Math.max(2, (box.width() - m.pillWidth()) / 2);
        return new Box(box.x() + left, middle() - m.pillHeight() / 2, m.pillWidth(), m.pillHeight());
    }

    private boolean captionFits() {
        return box.width() >= pens.metrics.pillWidth() + captionWidth + 2.2 * pens.metrics.pad();
    }

    private double middle() {
        return box.y() + (barShown() ? (box.height() - 6) / 2 : box.height() / 2);
    }

    private boolean barShown() {
        return box.height() > pens.metrics.pillHeight() + 13;
    }

    /** Shows the core's state and the rate at which it works, given as a sentence. */
    void show(CoreState state, String rateSentence, Texts texts) {
        StageMetrics m = pens.metrics;
        String name = texts.get("stage.core", Integer.toString(core));
        if (!name.equals(fullName)) {
            fullName = name;
            caption.setText(name);
            captionWidth = caption.getLayoutBounds().getWidth();
            if (!captionFits()) {
                caption.setText(Integer.toString(core));
                captionWidth = caption.getLayoutBounds().getWidth();
            }
        }
        caption.setVisible(captionFits());
        double middle = Math.round(middle() - box.y());
        caption.setX(m.pad());
        caption.setY(middle);
        ResourceCard.setText(rate, rateSentence);
        double rateWidth = rate.getLayoutBounds().getWidth();
        rate.setX(Math.round(box.width() - m.pad() - rateWidth));
        rate.setY(middle);
        rate.setVisible(box.width() > m.pillWidth() + captionWidth + rateWidth + 4.5 * m.pad());

        boolean bar = barShown();
        track.setVisible(bar);
        load.setVisible(bar && !Double.isNaN(state.load()));
        if (bar && (Double.isNaN(shownLoad) || Math.abs(shownLoad - state.load()) > 0.002)) {
            shownLoad = state.load();
            double width = box.width() - 2 * m.pad();
            double height = m.pillHeight() > 30 ? 5 : 4;
            double y = box.height() - height - 7;
            track.setLayoutX(m.pad());
            track.setLayoutY(y);
            track.resize(width, height);
            load.setLayoutX(m.pad());
            load.setLayoutY(y);
            load.resize(Math.round(width * (Double.isNaN(shownLoad) ? 0 : Math.clamp(shownLoad, 0, 1))), height);
        }
    }
}
