package dev.cram.study;

import dev.cram.memory.CapacityReport;
import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observations;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the theoretical capacity (Eq. 1 of the paper, 16 bits a component) is used: token gain against capacity in
 * tokens, information gain against capacity in bits, of the texts that did not fit. Immutable.
 */
public final class UtilizationStudy implements Study<UtilizationStudy.Result> {

    /**
     * The utilizations. Immutable.
     *
     * @param rows one a model, source and number of vectors
     */
    public record Result(List<Row> rows) {}

    /**
     * One model, source and number of vectors. Immutable.
     *
     * @param model the model's name
     * @param source the source's name
     * @param vectors number of vectors
     * @param theoreticalTokens theoretical capacity in tokens
     * @param tokenGain mean token gain of the texts that did not fit; not a number if all did
     * @param tokenUtilization token gain divided by the capacity
     * @param theoreticalBits theoretical capacity in bits
     * @param gainBits mean information gain of the same texts, in bits
     * @param bitUtilization information gain divided by the capacity
     */
    public record Row(
            String model,
            String source,
            int vectors,
            double theoreticalTokens,
            double tokenGain,
            double tokenUtilization,
            double theoreticalBits,
            double gainBits,
            double bitUtilization) {}

    /** The study. */
    public UtilizationStudy() {}

    @Override
    public String name() {
        return "utilization";
    }

    @Override
    public List<Measurement> measurements(Subject subject) {
        return new CapacityStudy().measurements(subject);
    }

    @Override
    public Result result(Observations observations) {
        List<Row> rows = new ArrayList<>();
        for (CapacityRow row : CapacityRow.rows(observations.all(Crammed.class))) {
            ModelFacts facts = observations.facts(row.model());
            double tokens = facts.theoreticalCapacityTokens(row.vectors());
            double bits = (double) row.vectors() * facts.width() * CapacityReport.BITS_PER_COMPONENT;
            double tokenGain = row.tokenGainBeyond().mean();
            double gainBits = row.gainBitsBeyond().mean();
            rows.add(new Row(
                    row.model(),
                    row.source(),
                    row.vectors(),
                    tokens,
                    tokenGain,
                    tokenGain / tokens,
                    bits,
                    gainBits,
                    gainBits / bits));
        }
        return new Result(List.copyOf(rows));
    }
}
