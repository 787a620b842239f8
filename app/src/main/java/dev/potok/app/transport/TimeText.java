package dev.potok.app.transport;

import java.math.BigDecimal;
import java.util.Locale;

/** Writes times and speeds. */
public final class TimeText {
    private static final long SECOND = 1_000_000_000L;

    private TimeText() {}

    /** Minutes, seconds and milliseconds: {@code 0:09.186}. */
    public static String clock(long nanos) {
        long millis = nanos / 1_000_000;
        return String.format(Locale.ROOT, "%d:%02d.%03d", millis / 60_000, millis / 1000 % 60, millis % 1000);
    }

    /** An instant as minutes and seconds, with the digits that can be told apart in a stretch of that length. */
    public static String instant(long nanos, long spanNanos, boolean russian) {
        int digits = spanNanos >= SECOND / 5 ? 3 : spanNanos >= SECOND / 5000 ? 6 : 9;
        long step = digits == 3 ? 1_000_000 : digits == 6 ? 1000 : 1;
        long seconds = nanos / SECOND;
        String tail = String.format(Locale.ROOT, "%d:%02d", seconds / 60 % 60, seconds % 60);
        String clock = seconds < 3600 ? tail : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600,
                seconds / 60 % 60, seconds % 60);
        String written = clock + BigDecimal.valueOf(nanos % SECOND / step, digits).toPlainString().substring(1);
        return russian ? written.replace('.', ',') : written;
    }

    /** A length with a unit that leaves it between 1 and 1000: {@code 1.25 ms}; the units are the same in all languages' SI. */
    public static String length(double nanos, boolean russian) {
        String[] units = russian ? new String[] {"нс", "мкс", "мс", "с"} : new String[] {"ns", "µs", "ms", "s"};
        int unit = 0;
        double value = nanos;
        while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        String digits = Math.abs(value) >= 99.95 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Math.abs(value) >= 9.995 ? String.format(Locale.ROOT, "%.1f", value)
                        : String.format(Locale.ROOT, "%.2f", value);
        return (russian ? digits.replace('.', ',') : digits) + "\u00A0" + units[unit];
    }
}
