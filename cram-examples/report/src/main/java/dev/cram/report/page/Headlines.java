package dev.cram.report.page;

import static dev.cram.report.table.Numbers.number;
import static dev.cram.report.table.Numbers.percent;

import dev.cram.recipe.Recipes;
import dev.cram.report.Report;
import dev.cram.report.finding.CrossEntropyFinding;
import dev.cram.report.finding.MeasuredLengths;
import dev.cram.report.finding.Sentences;
import dev.cram.study.CapacityRow;
import dev.cram.study.CrossEntropyStudy;
import dev.cram.study.coder.ModelCoder;
import dev.cram.study.observation.ModelFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A model's main figures, each with what it means and how many texts are behind it. */
record Headlines(String model, List<Headline> headlines) {

    record Headline(String figure, String meaning) {}

    static Headlines of(Report report, ModelFacts facts) {
        List<Headline> headlines = new ArrayList<>();
        report.capacity().rows().stream()
                .filter(row -> row.model().equals(facts.model()) && row.source().equals(facts.mainSource()))
                .findFirst()
                .ifPresent(row -> {
                    headlines.addAll(capacities(report, row));
                    headlines.addAll(limits(row, facts));
                });
        report.crossEntropy().models().stream()
                .filter(row -> row.model().equals(facts.model()))
                .findFirst()
                .ifPresent(row -> headlines.add(prediction(row)));
        report.entropyCoders().rows().stream()
                .filter(row -> row.model().equals(facts.model()) && row.coder().equals(ModelCoder.NAME))
                .findFirst()
                .ifPresent(row -> headlines.add(new Headline(
                        number(row.bitsPerByte(), 2) + " bits",
                        "a byte of " + row.source() + ", by arithmetic coding with the model"
                                + texts(row.texts(), ""))));
        return new Headlines(facts.model(), headlines);
    }

    private static List<Headline> capacities(Report report, CapacityRow row) {
        String texts = texts(MeasuredLengths.textsPerLength(report, row), " a length");
        return List.of(
                new Headline(
                        capacity(report, row, row.decodingCapacity()),
                        "in one vector with more than 99 % correct, given the true ones before them"
                                + orMore(row.decodingCapacity(), row) + texts),
                new Headline(
                        capacity(report, row, row.exactCapacity()),
                        "in one vector, read back exactly by greedy decoding" + orMore(row.exactCapacity(), row)
                                + texts));
    }

    private static String capacity(Report report, CapacityRow row, int tokens) {
        return tokens == 0 ? "fewer than " + MeasuredLengths.shortest(report, row) + " tokens" : tokens + " tokens";
    }

    private static String orMore(int tokens, CapacityRow row) {
        return tokens == row.largestLength() ? " or more, the longest measured" : "";
    }

    /** Of texts that did not fit, which there may be none of. */
    private static List<Headline> limits(CapacityRow row, ModelFacts facts) {
        int beyond = row.gainBitsBeyond().count();
        double theoretical = facts.theoreticalCapacityTokens(row.vectors());
        return beyond == 0
                ? List.of()
                : List.of(
                        new Headline(
                                number(row.gainBitsBeyond().mean(), 0) + " bits",
                                "of information gained of texts that did not fit in at most " + steps(facts)
                                        + texts(beyond, "")),
                        new Headline(
                                percent(row.tokenGainBeyond().mean() / theoretical),
                                "of the theoretical capacity of " + number(theoretical, 0) + " tokens used"
                                        + texts(beyond, " that did not fit")));
    }

    /** A search that was cut short tells less of the vector than of the search. */
    private static String steps(ModelFacts facts) {
        int steps = facts.plan().steps() > 0
                ? facts.plan().steps()
                : Recipes.named(facts.plan().recipe()).steps();
        return String.format(Locale.ROOT, "%,d %s", steps, steps == 1 ? "step" : "steps");
    }

    private static Headline prediction(CrossEntropyStudy.ModelRow row) {
        return CrossEntropyFinding.tellsWhatFits(row)
                ? new Headline(
                        percent(row.hitShareByBits()),
                        "of " + row.texts()
                                + " texts told from their cross-entropy alone, before any search, to fit or not; "
                                + percent(CrossEntropyFinding.commonest(row)) + " by the same word of all")
                : new Headline(
                        "too few texts",
                        "to say how well cross-entropy tells what fits: " + CrossEntropyFinding.beyond(row) + " of "
                                + row.texts() + " did not fit, and it takes " + Sentences.FEWEST + " of each kind");
    }

    private static String texts(int count, String which) {
        return " (" + count + (count == 1 ? " text" : " texts") + which
                + (count < Sentences.FEWEST ? ": too few to rely on)" : ")");
    }
}
