package dev.cram.study;

import dev.cram.study.observation.Crammed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the texts of one length gave. Immutable.
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
