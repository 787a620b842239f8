/**
 * What each core got done, and how busy it was, over run time.
 *
 * <p>
 * JFreeChart draws, always off the JavaFX thread: the figures are copied into an immutable
 * {@link dev.potok.app.chart.ChartFigures} first, and a finished picture is handed back. The same drawing serves the command
 * line, which loads no JavaFX toolkit.
 */
@NullMarked
package dev.potok.app.chart;

import org.jspecify.annotations.NullMarked;
