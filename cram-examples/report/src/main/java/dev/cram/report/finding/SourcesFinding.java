package dev.cram.report.finding;

import static dev.cram.report.finding.Sentences.FEWEST;
import static dev.cram.report.finding.Sentences.tooLittle;
import static dev.cram.report.table.Numbers.number;

import dev.cram.report.Report;
import dev.cram.study.SourcesStudy.Row;
import dev.cram.study.observation.ModelFacts.Role;
import java.util.List;
import java.util.stream.Collectors;

/** Whether other sources gain more than the main one. */
public final class SourcesFinding {

    private SourcesFinding() {}

    /**
     * Says it.
     *
     * @param report the report
     * @return a sentence for each model
     */
    public static String of(Report report) {
        List<Row> rows = report.sources().rows();
        return Sentences.perModel(rows.stream().map(Row::model).toList(), model -> ofModel(rows, model));
    }

    private static String ofModel(List<Row> all, String model) {
        List<Row> rows = all.stream().filter(row -> row.model().equals(model)).toList();
        Row main =
                rows.stream().filter(row -> row.role() == Role.MAIN).findFirst().orElseThrow();
        String found = rows.stream()
                .filter(row -> row.role() != Role.MAIN)
                .map(row -> compared(row, main))
                .collect(Collectors.joining(" " + model + ": "));
        return found.isEmpty() ? "one source was measured, which compares with none." : found;
    }

    private static String compared(Row row, Row main) {
        String names = row.source() + " against " + main.source();
        int texts = row.gainBits().count();
        int mainTexts = main.gainBits().count();
        if (Math.min(texts, mainTexts) < FEWEST) {
            return tooLittle(
                    "which gains more, " + names,
                    texts + " and " + mainTexts + " texts did not fit; it takes " + FEWEST + " of each");
        }
        double difference = row.gainBitsDifference();
        double error = row.differenceError();
        String counts = " (" + texts + " and " + mainTexts + " texts that did not fit)";
        return Math.abs(difference) > 2 * error
                ? names + ": a vector gains " + number(Math.abs(difference), 1) + " bits "
                        + (difference > 0 ? "more" : "less") + ", more than two standard errors of " + number(error, 1)
                        + counts + "."
                : names + ": the gains differ by " + number(Math.abs(difference), 1)
                        + " bits, within two standard errors of " + number(error, 1) + counts + ".";
    }
}
