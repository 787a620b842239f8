package dev.potok.app.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;

/**
 * Draws each series as a line, and fills the room between it and the series before it. A series is one shape, so that pale
 * fills have no seams; JFreeChart's own stacked renderers make one for each item.
 */
final class StackRenderer extends AbstractXYItemRenderer {
    private static final long serialVersionUID = 1L;
    private static final int FILLS = 0;

    private final float fillAlpha;
    private final float lineWidth;

    /**
     * A renderer.
     *
     * @param fillAlpha how strong the fill is, 0 for none
     * @param lineWidth width of the lines
     */
    StackRenderer(double fillAlpha, double lineWidth) {
        this.fillAlpha = (float) fillAlpha;
        this.lineWidth = (float) lineWidth;
    }

    @Override
    public int getPassCount() {
        return 2;
    }

    @Override
    public void drawItem(Graphics2D graphics, XYItemRendererState state, Rectangle2D area, PlotRenderingInfo info,
            XYPlot plot, ValueAxis domain, ValueAxis range, XYDataset data, int series, int item,
            CrosshairState crosshair,
            int pass) {
        if (item != data.getItemCount(series) - 1) {
            return;
        }
        var line = new Path2D.Double();
        boolean open = false;
        for (int i = 0; i <= item; i++) {
            double value = data.getYValue(series, i);
            if (Double.isNaN(value)) {
                open = false;
                continue;
            }
            double x = domain.valueToJava2D(data.getXValue(series, i), area, plot.getDomainAxisEdge());
            double y = range.valueToJava2D(value, area, plot.getRangeAxisEdge());
            if (open) {
                line.lineTo(x, y);
            } else {
                line.moveTo(x, y);
                open = true;
            }
        }
        graphics.setPaint(getSeriesPaint(series));
        if (pass != FILLS) {
            graphics.setStroke(new BasicStroke(lineWidth, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(line);
        } else if (fillAlpha > 0 && line.getCurrentPoint() != null) {
            for (int i = item; i >= 0; i--) {
                double under = series == 0 ? 0 : data.getYValue(series - 1, i);
                line.lineTo(domain.valueToJava2D(data.getXValue(series, i), area, plot.getDomainAxisEdge()),
                        range.valueToJava2D(under, area, plot.getRangeAxisEdge()));
            }
            line.closePath();
            var before = graphics.getComposite();
            graphics.setComposite(java.awt.AlphaComposite.SrcOver.derive(fillAlpha));
            graphics.fill(line);
            graphics.setComposite(before);
        }
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
