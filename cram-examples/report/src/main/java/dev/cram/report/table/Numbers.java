package dev.cram.report.table;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as the page, the CSV files and the sentences show them: the same digits everywhere. */
public final class Numbers {

    private Numbers() {}

    /**
     * A number, rounded half to even.
     *
     * @param value the number
     * @param decimals digits after the point
     * @return the digits; empty if the number is not finite
     */
    public static String number(double value, int decimals) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString()
                        .replaceFirst("^-(0(\\.0*)?)$", "$1")
                : "";
    }

    /**
     * A share in percent, with one decimal.
     *
     * @param share 0 to 1
     * @return the digits and the sign
     */
    public static String percent(double share) {
        return number(100 * share, 1) + " %";
    }
}
