package dev.potok.simulation.interchange;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes figures the way every program reads them. */
final class Figures {
    private static final int DIGITS = 6;

    private Figures() {}

    /** The number without an exponent, with a dot and at most six digits after it. */
    static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
