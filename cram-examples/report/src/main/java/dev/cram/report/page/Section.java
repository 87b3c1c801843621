package dev.cram.report.page;

import dev.cram.report.plot.Plot;
import dev.cram.report.table.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * A section of the page: a study's results.
 *
 * @param isShown whether there is anything to show; a study that was not run has no rows
 * @param id the element's id
 * @param title what it is about
 * @param text what the words in it mean, then what was found
 * @param plots its figures
 * @param tables its tables, of which the first is not folded; each is a CSV file, too
 * @param published rows of the paper to read beside the first table
 */
record Section(
        boolean isShown,
        String id,
        String title,
        String text,
        List<Plot> plots,
        List<Table<?>> tables,
        List<Table<?>> published) {

    /** Longer tables are folded. */
    private static final int MOST_OPEN_ROWS = 40;

    Table<?> main() {
        return tables.get(0);
    }

    List<Table<?>> foldable() {
        return Stream.concat(published.stream(), tables.stream().skip(1)).toList();
    }

    static boolean isOpen(Table<?> table) {
        return table.rows().size() <= MOST_OPEN_ROWS;
    }
}
