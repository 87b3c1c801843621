package dev.cram.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of figures as they are shown: the page and the CSV file show the same digits.
 *
 * @param name name of the CSV file, without its suffix
 * @param caption what the rows are
 * @param columns names with their units
 * @param rows cells as shown; empty where there is no figure
 */
record Table(String name, String caption, List<String> columns, List<List<String>> rows) {

    /** Collects rows. */
    static final class Builder {

        private final String name;
        private final String caption;
        private final List<String> columns;
        private final List<List<String>> rows = new ArrayList<>();

        Builder(String name, String caption, String... columns) {
            this.name = name;
            this.caption = caption;
            this.columns = List.of(columns);
        }

        Builder row(String... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        name + ": " + cells.length + " cells in a row of " + columns.size() + " columns");
            }
            rows.add(List.of(cells));
            return this;
        }

        Table build() {
            return new Table(name, caption, columns, List.copyOf(rows));
        }
    }

    /** A number with so many decimals, rounded half to even; empty if it is not finite. */
    static String number(double value, int decimals) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .toPlainString()
                        .replaceFirst("^-(0(\\.0*)?)$", "$1")
                : "";
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%d", value);
    }

    static String number(@Nullable Integer value) {
        return value == null ? "" : value.toString();
    }

    /** Comma-separated values (RFC 4180), in UTF-8, with a line of names. */
    String csv() {
        StringBuilder csv = new StringBuilder(line(columns));
        rows.forEach(row -> csv.append(line(row)));
        return csv.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream()
                        .map(cell -> cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }
}
