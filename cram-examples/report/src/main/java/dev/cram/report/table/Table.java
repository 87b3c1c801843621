package dev.cram.report.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of figures as they are shown: the page and the CSV file are both made of its columns.
 *
 * @param name name of the CSV file, without its suffix
 * @param caption what the rows are
 * @param rows what was measured
 * @param columns what is shown of a row; the first names it
 * @param <R> a row
 */
public record Table<R>(String name, String caption, List<R> rows, List<Column<R>> columns) {

    /** Copies the lists. */
    public Table {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /**
     * What stands above the columns.
     *
     * @return their titles with their units
     */
    public List<String> headings() {
        return columns.stream().map(Column::heading).toList();
    }

    /**
     * The cells as shown, empty where there is no figure.
     *
     * @return the cells of each row
     */
    public List<List<String>> cells() {
        return rows.stream().map(this::cells).toList();
    }

    private List<String> cells(R row) {
        return columns.stream().map(column -> column.cell().apply(row)).toList();
    }

    /**
     * Which columns hold figures that are numbers, all of them: they stand to the right.
     *
     * @return true or false for each column
     */
    public List<Boolean> numeric() {
        return columns.stream().map(this::isNumeric).toList();
    }

    private boolean isNumeric(Column<R> column) {
        List<String> figures =
                rows.stream().map(column.cell()).filter(cell -> !cell.isEmpty()).toList();
        return !figures.isEmpty() && figures.stream().allMatch(figure -> figure.matches("-?[0-9.]+"));
    }

    /**
     * Comma-separated values (RFC 4180) with a line of headings.
     *
     * @return the file's text
     */
    public String csv() {
        return line(headings()) + cells().stream().map(Table::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream()
                        .map(cell -> cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }
}
