package dev.potok.app.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.AbstractXYDataset;

import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;
import dev.potok.app.timeline.TimeAxis;
import dev.potok.app.timeline.TimeWindow;

/** Draws figures with JFreeChart in the look of a theme. Stateless; any thread, no toolkit. */
final class ChartDrawing {
    private static final double AREA_ALPHA = 0.35;
    /** Room at the right for half a mark of the time axis. */
    static final double SIDE = 18;
    private static final double TICK_ROOM = 80;

    private ChartDrawing() {}

    /**
     * Draws the plot with its axes into a rectangle; its ground stays as it is.
     *
     * @return the part of the rectangle in which the figures are
     */
    static Rectangle2D draw(Graphics2D graphics, Rectangle2D bounds, ChartFigures figures, Theme theme, Texts texts) {
        hints(graphics);
        XYPlot plot = plot(bounds, figures, theme, texts);
        var chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(null);
        chart.setBorderVisible(false);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.setAntiAlias(true);
        chart.setTextAntiAlias(RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        var info = new ChartRenderingInfo(null);
        chart.draw(graphics, bounds, info);
        return info.getPlotInfo().getDataArea();
    }

    static void hints(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    private static XYPlot plot(Rectangle2D bounds, ChartFigures figures, Theme theme, Texts texts) {
        boolean load = figures.kind() == ChartKind.LOAD;
        double scale = theme.scale();
        double step = load ? 25 : ChartNumber.step(figures.greatestSum() * 1.05);
        double top = load ? 100 : Math.max(1, Math.ceil(figures.greatestSum() * 1.05 / step)) * step;

        var time = new TimeLine(
                new TimeWindow(figures.fromNanos(), Math.max(figures.toNanos(), figures.fromNanos() + 1)),
                (int) Math.max(1, (bounds.getWidth() - 40) / (TICK_ROOM * scale)),
                texts.locale().getLanguage().equals("ru"));
        time.setRange(figures.fromNanos() / 1e9, Math.max(figures.toNanos(), figures.fromNanos() + 1) / 1e9);
        quiet(time, theme);
        var amount = new NumberAxis();
        amount.setRange(0, load ? 102 : top);
        amount.setTickUnit(new NumberTickUnit(step, ChartNumber.marks(step, load, texts)));
        quiet(amount, theme);

        var plot = new XYPlot();
        plot.setDomainAxis(time);
        plot.setRangeAxis(amount);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(6, 0, 0, SIDE * scale));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(awt(theme.color("line"), 1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setDataset(new Series(figures, !load));
        var renderer = new StackRenderer(load ? 0 : AREA_ALPHA, 1.75 * scale);
        for (int core = 0; core < figures.cores(); core++) {
            renderer.setSeriesPaint(core, awt(theme.series(core), 1));
        }
        plot.setRenderer(renderer);
        return plot;
    }

    private static void quiet(NumberAxis axis, Theme theme) {
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(ChartFonts.MONO.size(10.5 * theme.scale()));
        axis.setTickLabelPaint(awt(theme.color("ink-3"), 1));
        axis.setTickLabelInsets(new RectangleInsets(4, 2, 0, 8));
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
    }

    static Color awt(javafx.scene.paint.Color color, double alpha) {
        return new Color((float) color.getRed(), (float) color.getGreen(), (float) color.getBlue(), (float) alpha);
    }

    /** The axis of time, marked as the timeline's. */
    private static final class TimeLine extends NumberAxis {
        private static final long serialVersionUID = 1L;
        private final transient List<TimeAxis.Tick> ticks;

        private TimeLine(TimeWindow window, int atMost, boolean russian) {
            ticks = TimeAxis.ticks(window, atMost, russian);
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D graphics, org.jfree.chart.axis.AxisState state,
                Rectangle2D area, RectangleEdge edge) {
            var marks = new ArrayList<NumberTick>();
            for (TimeAxis.Tick tick : ticks) {
                marks.add(new NumberTick(tick.timeNanos() / 1e9, tick.label(), TextAnchor.TOP_CENTER,
                        TextAnchor.TOP_CENTER, 0));
            }
            return marks;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** The figures as JFreeChart asks for them: each core's own, or the sums up to each core. */
    private static final class Series extends AbstractXYDataset {
        private static final long serialVersionUID = 1L;
        private final transient ChartFigures figures;
        private final boolean summed;

        private Series(ChartFigures figures, boolean summed) {
            this.figures = figures;
            this.summed = summed;
        }

        @Override
        public int getItemCount(int series) {
            return figures.points();
        }

        @Override
        public Number getX(int series, int item) {
            return figures.second(item);
        }

        @Override
        public Number getY(int series, int item) {
            double value = figures.value(series, item);
            if (summed) {
                for (int core = 0; core < series; core++) {
                    value += figures.value(core, item);
                }
            }
            return value;
        }

        @Override
        public int getSeriesCount() {
            return figures.cores();
        }

        @Override
        public Comparable<Integer> getSeriesKey(int series) {
            return series;
        }
    }
}
