package dev.potok.app.chart;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

import dev.potok.app.text.Texts;

/** Writes the figures of charts in a language. */
final class ChartNumber {
    private ChartNumber() {}

    /** A figure in full: "4 812", "3.4"; a dash where there is none. */
    static String full(double value, Texts texts) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (value >= 99.95 || value == Math.rint(value)) {
            return texts.number(Math.round(value));
        }
        return decimal(String.format(Locale.ROOT, value >= 9.995 ? "%.1f" : "%.2f", value), texts);
    }

    /** A share of a hundred: "87 %". */
    static String percent(double value, Texts texts) {
        return Double.isNaN(value) ? "–" : texts.get("chart.percent", Long.toString(Math.round(value)));
    }

    /** A mark on an axis, short: "8k". */
    static String mark(double value, double step, Texts texts) {
        if (value >= 1e6 && step >= 1e4) {
            return texts.get("chart.million", plain(value / 1e6, texts));
        }
        if (value >= 1000 && step >= 100) {
            return texts.get("chart.thousand", plain(value / 1000, texts));
        }
        return plain(value, texts);
    }

    private static String plain(double value, Texts texts) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        while (text.endsWith("0")) {
            text = text.substring(0, text.length() - 1);
        }
        return decimal(text.endsWith(".") ? text.substring(0, text.length() - 1) : text, texts);
    }

    private static String decimal(String text, Texts texts) {
        return texts.locale().getLanguage().equals("ru") ? text.replace('.', ',') : text;
    }

    /** A step of 1, 2 or 5 times a power of ten, of which about four make that value. */
    static double step(double greatest) {
        double rough = Math.max(greatest, 1e-3) / 4;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (int digit : new int[] {1, 2, 5}) {
            if (digit * power >= rough * 0.999) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    /** The marks of an axis, as JFreeChart asks for them. */
    static NumberFormat marks(double step, boolean percent, Texts texts) {
        return new NumberFormat() {
            private static final long serialVersionUID = 1L;

            @Override
            public StringBuffer format(double value, StringBuffer into, FieldPosition place) {
                return into.append(percent ? percent(value, texts) : mark(value, step, texts));
            }

            @Override
            public StringBuffer format(long value, StringBuffer into, FieldPosition place) {
                return format((double) value, into, place);
            }

            @Override
            public Number parse(String text, ParsePosition place) {
                throw new UnsupportedOperationException("the marks of a chart are only written");
            }
        };
    }
}
