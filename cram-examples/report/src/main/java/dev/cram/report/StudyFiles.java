package dev.cram.report;

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
     * @param commands what made the report beside the runs that measured, such as one that joined them
     */
    public static void write(Path folder, Report report, Observations observations, List<String> commands)
            throws IOException {
        Files.writeString(folder.resolve(PAGE), new Page(report, observations, commands).html());
        for (Table table : Tables.all(report)) {
            Files.writeString(folder.resolve(table.name() + ".csv"), table.csv());
        }
    }
}
