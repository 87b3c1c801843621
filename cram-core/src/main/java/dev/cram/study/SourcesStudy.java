package dev.cram.study;

import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observations;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model recalls rather than reads: text that it never saw, text that it was trained on and random words, side
 * by side (the paper's controls for memorisation). Immutable.
 */
public final class SourcesStudy implements Study<SourcesStudy.Result> {

    /**
     * The comparison. Immutable.
     *
     * @param rows one a model and source
     */
    public record Result(List<Row> rows) {}

    /**
     * A source beside the model's main one. Immutable.
     *
     * @param model the model's name
     * @param source the source's name
     * @param role what it stands for
     * @param plainBitsPerToken cross-entropy of its texts without vectors, in bits a token
     * @param decodingCapacity largest length whose mean accuracy is above 0.99, in tokens
     * @param tokenGain token gain of the texts that did not fit
     * @param gainBits their information gain, in bits
     * @param tokenGainRatio mean token gain over that of the main source
     * @param gainBitsRatio mean information gain over that of the main source
     * @param gainBitsDifference mean information gain minus that of the main source, in bits
     * @param differenceError standard error of that difference, in bits
     */
    public record Row(
            String model,
            String source,
            ModelFacts.Role role,
            double plainBitsPerToken,
            int decodingCapacity,
            Summary tokenGain,
            Summary gainBits,
            double tokenGainRatio,
            double gainBitsRatio,
            double gainBitsDifference,
            double differenceError) {}

    /** The study. */
    public SourcesStudy() {}

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public List<Measurement> measurements(Subject subject) {
        return new CapacityStudy().measurements(subject);
    }

    @Override
    public Result result(Observations observations) {
        List<Row> rows = new ArrayList<>();
        for (ModelFacts facts : observations.all(ModelFacts.class)) {
            List<Crammed> texts = observations.all(Crammed.class).stream()
                    .filter(text -> text.vectors() == 1 && text.model().equals(facts.model()))
                    .toList();
            List<CapacityRow> capacities = CapacityRow.rows(texts);
            capacities.stream()
                    .filter(row -> row.source().equals(facts.mainSource()))
                    .findFirst()
                    .ifPresent(main ->
                            capacities.forEach(row -> rows.add(row(facts, row, main, of(texts, row.source())))));
        }
        return new Result(List.copyOf(rows));
    }

    private static List<Crammed> of(List<Crammed> texts, String source) {
        return texts.stream().filter(text -> text.source().equals(source)).toList();
    }

    private static Row row(ModelFacts facts, CapacityRow row, CapacityRow main, List<Crammed> texts) {
        double bits = 0;
        double tokens = 0;
        for (Crammed text : texts) {
            bits += text.plainBits();
            tokens += text.tokens();
        }
        Summary gain = row.gainBitsBeyond();
        Summary mainGain = main.gainBitsBeyond();
        return new Row(
                row.model(),
                row.source(),
                facts.role(row.source()),
                bits / tokens,
                row.decodingCapacity(),
                row.tokenGainBeyond(),
                gain,
                row.tokenGainBeyond().mean() / main.tokenGainBeyond().mean(),
                gain.mean() / mainGain.mean(),
                gain.mean() - mainGain.mean(),
                row.source().equals(main.source()) ? 0 : Math.hypot(gain.standardError(), mainGain.standardError()));
    }
}
