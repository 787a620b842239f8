package dev.potok.simulation.interchange;

/**
 * Times as trace event JSON has them, in microseconds with a fraction, from and to nanoseconds: by whole numbers alone,
 * since a double cannot hold the nanoseconds of a clock that has run for a few months.
 */
final class Microseconds {
    /** In the place of a number that is none, or one that is out of bounds. */
    static final long NONE = Long.MIN_VALUE;
    /** Longest text that {@link #print} makes. */
    static final int LONGEST = 21;

    /** Times beyond it are no times; so differences between two never overflow. It is 146 years in nanoseconds. */
    private static final long MOST = 1L << 62;
    private static final int MOST_DIGITS = 18;
    private static final long ROOM_FOR_ONE_MORE = (Long.MAX_VALUE - 9) / 10;
    private static final int MOST_EXPONENT = 10_000;
    private static final long[] POWERS = new long[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Microseconds() {}

    /**
     * A number as JSON writes it, a thousandfold and rounded to the nearest whole number, so that microseconds become
     * nanoseconds. Digits after the eighteenth or nineteenth do not count.
     *
     * @return {@link #NONE} if it is no number or beyond 2⁶² in size
     */
    static long parse(char[] text, int offset, int length) {
        int at = offset;
        int end = offset + length;
        boolean negative = at < end && text[at] == '-';
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        long digits = 0;
        int exponent = 3;
        boolean any = false;
        boolean fraction = false;
        for (; at < end; at++) {
            char c = text[at];
            if (c == '.' && !fraction) {
                fraction = true;
            } else if (c >= '0' && c <= '9') {
                any = true;
                if (digits <= ROOM_FOR_ONE_MORE) {
                    digits = digits * 10 + (c - '0');
                    exponent -= fraction ? 1 : 0;
                } else {
                    exponent += fraction ? 0 : 1;
                }
            } else {
                break;
            }
        }
        if (!any) {
            return NONE;
        }
        if (at < end) {
            int written = exponent(text, at, end);
            if (written == Integer.MIN_VALUE) {
                return NONE;
            }
            exponent += written;
        }
        long value = shifted(digits, exponent);
        return value == NONE ? NONE : negative ? -value : value;
    }

    /** The exponent written from there on, at most {@link #MOST_EXPONENT}; the smallest int if there is something else. */
    private static int exponent(char[] text, int from, int end) {
        int at = from;
        if (text[at] != 'e' && text[at] != 'E') {
            return Integer.MIN_VALUE;
        }
        at++;
        boolean negative = at < end && text[at] == '-';
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        if (at == end) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            exponent = Math.min(MOST_EXPONENT, exponent * 10 + digit);
        }
        return negative ? -exponent : exponent;
    }

    private static long shifted(long digits, int exponent) {
        if (digits == 0 || exponent < -MOST_DIGITS) {
            return exponent == -MOST_DIGITS - 1 && digits >= 5 * POWERS[MOST_DIGITS] ? 1 : 0;
        }
        if (exponent < 0) {
            long power = POWERS[-exponent];
            return digits / power + (digits % power >= power - power / 2 ? 1 : 0);
        }
        if (exponent > MOST_DIGITS || digits > MOST / POWERS[exponent]) {
            return NONE;
        }
        return digits * POWERS[exponent];
    }

    /**
     * Writes nanoseconds, 0 or more, as microseconds with what fraction there is.
     *
     * @param text has room for {@link #LONGEST} characters
     * @return how many characters it takes
     */
    static int print(long nanos, char[] text) {
        int at = digits(nanos / 1000, text);
        int rest = (int) (nanos % 1000);
        if (rest > 0) {
            text[at++] = '.';
            for (int unit = 100; rest > 0; unit /= 10) {
                text[at++] = (char) ('0' + rest / unit);
                rest %= unit;
            }
        }
        return at;
    }

    private static int digits(long number, char[] text) {
        int count = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            count++;
        }
        long rest = number;
        for (int at = count - 1; at >= 0; at--) {
            text[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return count;
    }
}
