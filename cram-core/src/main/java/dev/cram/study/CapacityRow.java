package dev.cram.study;

import dev.cram.study.observation.Crammed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How much some vectors of a model hold of one source: a row of the paper's Tables 1 and 3. Immutable.
 *
 * @param model the model's name
 * @param source the source's name
 * @param vectors number of vectors
 * @param texts number of texts of all lengths
 * @param decodingCapacity largest length whose mean accuracy is above 0.99 (Eq. 2), in tokens; 0 for none
 * @param exactCapacity largest length of which more than 0.99 of the texts decode exactly, in tokens; 0 for none
 * @param tokenGainBeyond token gain of the texts whose accuracy stayed at or below 0.99: the paper's averaging rule
 * @param innerGainNatsBeyond information gain of tokens 2 to L of the same texts, in nats, as in the paper
 * @param gainBitsBeyond information gain of all tokens of the same texts, in bits
 * @param tokenGain token gain of all texts
 * @param gainBits information gain of all tokens of all texts, in bits
 * @param largestLength longest length that was measured, in tokens: a capacity as large as this may be larger
 */
public record CapacityRow(
        String model,
        String source,
        int vectors,
        int texts,
        int decodingCapacity,
        int exactCapacity,
        Summary tokenGainBeyond,
        Summary innerGainNatsBeyond,
        Summary gainBitsBeyond,
        Summary tokenGain,
        Summary gainBits,
        int largestLength) {

    /** Of all texts of one model, source and number of vectors. */
    static CapacityRow of(List<Crammed> texts) {
        Crammed one = texts.get(0);
        List<LengthPoint> points = LengthPoint.of(texts);
        List<Crammed> beyond = texts.stream().filter(Crammed::isBeyondCapacity).toList();
        return new CapacityRow(
                one.model(),
                one.source(),
                one.vectors(),
                texts.size(),
                points.stream()
                        .filter(point -> point.accuracy().mean() > Crammed.CRITERION)
                        .mapToInt(LengthPoint::tokens)
                        .max()
                        .orElse(0),
                points.stream()
                        .filter(point -> point.exactShare() > Crammed.CRITERION)
                        .mapToInt(LengthPoint::tokens)
                        .max()
                        .orElse(0),
                Summary.of(beyond, Crammed::tokenGain),
                Summary.of(beyond, Crammed::innerGainNats),
                Summary.of(beyond, Crammed::gainBits),
                Summary.of(texts, Crammed::tokenGain),
                Summary.of(texts, Crammed::gainBits),
                points.get(points.size() - 1).tokens());
    }

    /** One row for each model, source and number of vectors, in the order of the texts. */
    static List<CapacityRow> rows(Collection<Crammed> texts) {
        List<CapacityRow> rows = new ArrayList<>();
        Groups.by(texts, text -> List.of(text.model(), text.source(), text.vectors()))
                .forEach(group -> rows.add(of(group)));
        return List.copyOf(rows);
    }
}
