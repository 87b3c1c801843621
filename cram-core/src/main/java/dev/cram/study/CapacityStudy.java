package dev.cram.study;

import dev.cram.study.measurement.CrammedLengths;
import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How long a text one vector holds, for each model and source of texts (the paper's Tables 1 and 3): decoding capacity
 * by the paper's criterion, exact capacity, token gain and information gain. Immutable.
 */
public final class CapacityStudy implements Study<CapacityStudy.Result> {

    /**
     * The capacities. Immutable.
     *
     * @param rows one a model and source
     * @param lengths one a model, source and length
     */
    public record Result(List<CapacityRow> rows, List<LengthPoint> lengths) {

        static Result of(List<Crammed> texts) {
            List<LengthPoint> lengths = new ArrayList<>();
            Groups.by(texts, text -> List.of(text.model(), text.source(), text.vectors()))
                    .forEach(group -> lengths.addAll(LengthPoint.of(group)));
            return new Result(CapacityRow.rows(texts), List.copyOf(lengths));
        }
    }

    /** The study. */
    public CapacityStudy() {}

    @Override
    public String name() {
        return "capacity";
    }

    @Override
    public List<Measurement> measurements(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        return subject.sources().stream()
                .<Measurement>map(source -> new CrammedLengths(source.texts(), 1))
                .toList();
    }

    @Override
    public Result result(Observations observations) {
        return Result.of(observations.all(Crammed.class).stream()
                .filter(text -> text.vectors() == 1)
                .toList());
    }
}
