package dev.cram.study.observation;

import dev.cram.measure.Measures;
import dev.cram.memory.StopReason;
import dev.cram.model.TokenScores;
import java.util.List;

/**
 * One text that was crammed once. Immutable.
 *
 * @param model the model's name
 * @param source the source's name
 * @param vectors number of memory vectors
 * @param tokens tokens of the text
 * @param index of the text among those of its length
 * @param text the text
 * @param pieces the text of each token alone
 * @param textBytes size of the text in UTF-8
 * @param first index of the first token that the search trained: 0, or 1 for the paper's own objective
 * @param exact whether greedy decoding from the vectors alone returned the text
 * @param plain scores without the vectors, behind the model's baseline
 * @param crammed scores with the vectors
 * @param steps rounds taken
 * @param evaluations cost in evaluations
 * @param seconds wall time, shared by the texts of a batch
 * @param stopReason why the search ended
 */
@Kind("crammed")
public record Crammed(
        String model,
        String source,
        int vectors,
        int tokens,
        int index,
        String text,
        List<String> pieces,
        int textBytes,
        int first,
        boolean exact,
        TokenScores plain,
        TokenScores crammed,
        int steps,
        double evaluations,
        double seconds,
        StopReason stopReason)
        implements Observation {

    /** The paper's criterion: accuracy must be above this. */
    public static final double CRITERION = 0.99;

    /**
     * The key of such an observation.
     *
     * @param model the model's name
     * @param source the source's name
     * @param vectors number of vectors
     * @param tokens tokens of the text
     * @param index index of the text
     * @return the key
     */
    public static Key<Crammed> key(String model, String source, int vectors, int tokens, int index) {
        return Key.of(Crammed.class, model, source, vectors, tokens, index);
    }

    @Override
    public Key<Crammed> key() {
        return key(model, source, vectors, tokens, index);
    }

    /**
     * Share of the trained tokens that are correct, given the true ones before them: the paper's accuracy.
     *
     * @return 0 to 1
     */
    public double accuracy() {
        return crammed.accuracy(first);
    }

    /**
     * Token gain (Eq. 3).
     *
     * @return in tokens
     */
    public int tokenGain() {
        return Measures.tokenGain(plain, crammed);
    }

    /**
     * Information gain (Eq. 4) of all tokens.
     *
     * @return in bits
     */
    public double gainBits() {
        return Measures.informationGainBits(plain, crammed);
    }

    /**
     * Information gain of tokens 2 to L, as in the paper's tables.
     *
     * @return in nats
     */
    public double innerGainNats() {
        return Measures.innerInformationGainNats(plain, crammed);
    }

    /**
     * Cross-entropy without the vectors.
     *
     * @return in bits
     */
    public double plainBits() {
        return Measures.bits(plain.totalNats());
    }

    /**
     * Cross-entropy with the vectors.
     *
     * @return in bits
     */
    public double crammedBits() {
        return Measures.bits(crammed.totalNats());
    }

    /**
     * Whether the text counts in the paper's averages of gains: those are over texts that did not fit.
     *
     * @return true if the accuracy is at most 0.99
     */
    public boolean isBeyondCapacity() {
        return accuracy() <= CRITERION;
    }
}
