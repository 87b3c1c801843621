package dev.cram.report.finding;

import static dev.cram.report.finding.Sentences.FEWEST;
import static dev.cram.report.finding.Sentences.tooLittle;

import dev.cram.report.Report;
import dev.cram.study.BitsNeededStudy.Row;
import java.util.List;

/** How many bits a component needs. */
public final class BitsNeededFinding {

    private BitsNeededFinding() {}

    /**
     * Says it.
     *
     * @param report the report
     * @return a sentence for each model
     */
    public static String of(Report report) {
        List<Row> rows = report.bitsNeeded().rows();
        return Sentences.perModel(rows.stream().map(Row::model).toList(), model -> ofModel(rows, model));
    }

    private static String ofModel(List<Row> all, String model) {
        List<Row> rows = all.stream().filter(row -> row.model().equals(model)).toList();
        int texts = rows.stream().mapToInt(Row::texts).min().orElse(0);
        if (texts < FEWEST) {
            return tooLittle("how many bits a component needs", texts + " texts were right before rounding");
        }
        String of = " of " + texts + " texts that were right before, of "
                + rows.get(0).tokens() + " tokens.";
        return rows.stream().filter(row -> row.solvedShare() == 1).mapToInt(Row::bits).min().stream()
                .mapToObj(bits -> bits + " bits a component are the fewest measured that leave every token right" + of)
                .findFirst()
                .orElse("no number of bits that was measured leaves every token right" + of);
    }
}
