package dev.potok.app.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.Recording;

/** A chart as a picture of its own, with title and legend. Needs no JavaFX toolkit and no display. */
public final class ChartImage {
    private ChartImage() {}

    /** The chart of a whole recording, its figures called units. For the thread that owns the recording. */
    public static BufferedImage render(Recording recording, Theme theme, Texts texts, ChartKind kind, int width,
            int height) {
        return render(recording, theme, new Names("", texts), kind, width, height);
    }

    /** The chart of a whole recording. For the thread that owns the recording. */
    public static BufferedImage render(Recording recording, Theme theme, Names names, ChartKind kind, int width,
            int height) {
        Texts texts = names.texts();
        long end = Math.max(1, recording.edge().timeNanos());
        ChartFigures figures = ChartFigures.of(recording, kind, 0, end, end);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            ChartDrawing.hints(graphics);
            double scale = theme.scale();
            double margin = ChartDrawing.SIDE * scale;
            double header = 44 * scale;
            double footer = 40 * scale;
            graphics.setColor(ChartDrawing.awt(theme.color("panel"), 1));
            graphics.fillRect(0, 0, width, height);
            graphics.setFont(ChartFonts.TITLE.size(14 * scale));
            graphics.setColor(ChartDrawing.awt(theme.color("ink"), 1));
            graphics.drawString(texts.get("chart." + kind.id()), (float) margin, (float) (28 * scale));
            graphics.setFont(ChartFonts.TEXT.size(11.5 * scale));
            graphics.setColor(ChartDrawing.awt(theme.color("ink-3"), 1));
            right(graphics, unit(kind, names), width - margin, 28 * scale);
            var room = new Rectangle2D.Double(margin, header, width - margin, height - header - footer);
            if (figures.lack() == ChartFigures.Lack.NONE) {
                ChartDrawing.draw(graphics, room, figures, theme, texts);
                legend(graphics, figures, theme, texts, margin, width - margin, height - 15 * scale);
            } else {
                String sentence = texts.get(lackKey(figures.lack(), kind));
                double wide = graphics.getFontMetrics().stringWidth(sentence);
                graphics.drawString(sentence, (float) ((width - wide) / 2), (float) room.getCenterY());
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void legend(Graphics2D graphics, ChartFigures figures, Theme theme, Texts texts, double left,
            double right, double baseline) {
        double scale = theme.scale();
        graphics.setFont(ChartFonts.MONO.size(11.5 * scale));
        double x = left;
        for (int core = 0; core < figures.cores(); core++) {
            String name = texts.get("chart.core", Integer.toString(core));
            double wide = graphics.getFontMetrics().stringWidth(name) + 40 * scale;
            if (x + wide > right) {
                graphics.drawString(texts.get("chart.more", Integer.toString(figures.cores() - core)), (float) x,
                        (float) baseline);
                return;
            }
            graphics.setColor(ChartDrawing.awt(theme.series(core), 1));
            graphics.fill(new RoundRectangle2D.Double(x, baseline - 9 * scale, 10 * scale, 10 * scale, 4 * scale,
                    4 * scale));
            graphics.setColor(ChartDrawing.awt(theme.color("ink-2"), 1));
            graphics.drawString(name, (float) (x + 16 * scale), (float) baseline);
            x += wide;
        }
    }

    private static void right(Graphics2D graphics, String text, double x, double y) {
        graphics.drawString(text, (float) (x - graphics.getFontMetrics().stringWidth(text)), (float) y);
    }

    /** The unit of the figures. */
    static String unit(ChartKind kind, Names names) {
        if (kind == ChartKind.LOAD) {
            return names.texts().get("chart.load.unit");
        }
        String own = "chart.unit." + names.scenario();
        return names.texts().get(names.texts().has(own) ? own : "chart.unit");
    }

    /** Key of the sentence that says why there is no chart. */
    static String lackKey(ChartFigures.Lack lack, ChartKind kind) {
        return switch (lack) {
            case NONE, NO_RUN -> "chart.empty";
            case NO_FIGURES -> kind == ChartKind.LOAD ? "chart.load.waiting" : "chart.waiting";
            case NO_CORES -> "chart.core-unknown";
        };
    }
}
