package dev.cram.study;

import dev.cram.study.observation.Crammed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much some vectors of a model hold of one source: a row of the paper's Tables 1 and 3.
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
        return rows;
    }

    /**
     * What the texts of one length gave.
     *
     * @param model the model's name
     * @param source the source's name
     * @param vectors number of vectors
     * @param tokens tokens of each text
     * @param texts number of texts
     * @param accuracy share of correct tokens, given the true ones before them
     * @param exactShare share of the texts that decode exactly
     * @param tokenGain token gain
     * @param gainBits information gain of all tokens, in bits
     * @param plainBits cross-entropy without vectors, in bits
     * @param crammedBits cross-entropy with vectors, in bits
     * @param evaluations cost in evaluations
     */
    public record LengthPoint(
            String model,
            String source,
            int vectors,
            int tokens,
            int texts,
            Summary accuracy,
            double exactShare,
            Summary tokenGain,
            Summary gainBits,
            Summary plainBits,
            Summary crammedBits,
            Summary evaluations) {

        /** Of all texts of one model, source and number of vectors, by rising length. */
        static List<LengthPoint> of(Collection<Crammed> texts) {
            Map<Integer, List<Crammed>> byLength =
                    texts.stream().collect(Collectors.groupingBy(Crammed::tokens, TreeMap::new, Collectors.toList()));
            return byLength.values().stream().map(LengthPoint::point).toList();
        }

        private static LengthPoint point(List<Crammed> texts) {
            Crammed one = texts.get(0);
            return new LengthPoint(
                    one.model(),
                    one.source(),
                    one.vectors(),
                    one.tokens(),
                    texts.size(),
                    Summary.of(texts, Crammed::accuracy),
                    Summary.of(texts, text -> text.exact() ? 1 : 0).mean(),
                    Summary.of(texts, Crammed::tokenGain),
                    Summary.of(texts, Crammed::gainBits),
                    Summary.of(texts, Crammed::plainBits),
                    Summary.of(texts, Crammed::crammedBits),
                    Summary.of(texts, Crammed::evaluations));
        }
    }
}
