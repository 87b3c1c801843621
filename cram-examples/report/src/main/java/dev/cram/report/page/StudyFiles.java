package dev.cram.report.page;

import dev.cram.report.Report;
import dev.cram.report.table.Table;
import dev.cram.study.observation.Observations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A report's folder: the page and a CSV file a table. */
public final class StudyFiles {

    /** Where observations are appended. */
    public static final String RESULTS = "results.jsonl";

    /** The page. */
    public static final String PAGE = "index.html";

    /** The typed results. */
    public static final String REPORT = "report.json";

    private StudyFiles() {}

    /**
     * Writes page and tables, replacing those of before.
     *
     * @param folder an existing folder
     * @param report the results
     * @param observations what they were made of
     * @param commands what made the report beside the runs that measured, such as one that joined them
     * @throws IOException if a file cannot be written
     */
    public static void write(Path folder, Report report, Observations observations, List<String> commands)
            throws IOException {
        Page page = Page.of(report, observations, commands);
        Files.writeString(folder.resolve(PAGE), page.html());
        for (Section section : page.sections()) {
            for (Table<?> table : section.tables()) {
                Files.writeString(folder.resolve(table.name() + ".csv"), table.csv());
            }
        }
    }
}
