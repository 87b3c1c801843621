package dev.cram.cli.command;

import dev.cram.cli.file.Input;
import dev.cram.cli.file.Output;
import dev.cram.cli.file.RecordJson;
import dev.cram.cli.terminal.Console;
import dev.cram.model.CramException;
import dev.cram.report.Report;
import dev.cram.report.page.StudyFiles;
import dev.cram.study.observation.ResultLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of a study: what was measured, and the report of it. */
final class StudyFolder {

    private final Path folder;
    private final Console console;

    StudyFolder(Path folder, Console console) {
        this.folder = folder;
        this.console = console;
    }

    /** Makes it, and checks that all its files can be written. */
    void create() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new CramException(folder + " is a file: name a folder for the report");
        }
        Files.createDirectories(folder);
        Output.check(folder.resolve(StudyFiles.RESULTS));
        Output.check(folder.resolve(StudyFiles.PAGE));
        Output.check(folder.resolve(StudyFiles.REPORT));
    }

    ResultLog results() throws IOException {
        return ResultLog.open(folder.resolve(StudyFiles.RESULTS));
    }

    /** Adds the results of others, and writes the report of all. */
    void merge(List<Path> others, String command) throws IOException {
        for (Path other : others) {
            Input.file(other.resolve(StudyFiles.RESULTS));
        }
        create();
        try (ResultLog log = results()) {
            for (Path other : others) {
                Path results = other.resolve(StudyFiles.RESULTS);
                // The file that is open need not be read again, which would end its lock.
                if (!Files.isSameFile(results, folder.resolve(StudyFiles.RESULTS))) {
                    log.join(ResultLog.read(results));
                }
            }
            write(log, List.of(command));
        }
    }

    /** Writes the report, and prints what one vector holds. */
    void write(ResultLog log, List<String> moreCommands) throws IOException {
        Report report = Report.of(log.observations());
        Output.writing(folder, () -> StudyFiles.write(folder, report, log.observations(), moreCommands));
        RecordJson.write(folder.resolve(StudyFiles.REPORT), report);
        report.capacity()
                .rows()
                .forEach(row -> console.out()
                        .println(row.model() + ", " + row.source() + ": "
                                + capacity(row.decodingCapacity(), row.largestLength()) + " in one vector above 0.99, "
                                + capacity(row.exactCapacity(), row.largestLength()) + " exact"));
        console.out().println("The report is in " + folder.resolve(StudyFiles.PAGE));
    }

    /** Nothing is known below the shortest length and beyond the longest. */
    private static String capacity(int tokens, int longest) {
        return tokens == 0
                ? "no length that was measured"
                : tokens + (tokens == longest ? " tokens or more, the longest measured," : " tokens");
    }
}
