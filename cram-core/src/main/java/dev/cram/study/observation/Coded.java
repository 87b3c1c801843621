package dev.cram.study.observation;

/**
 * A text that was coded, and decoded again to check it. Immutable.
 *
 * @param model the model's name
 * @param source the source's name
 * @param index of the text; -1 for all texts of the source joined
 * @param coder the coder's name
 * @param tokens tokens of the text
 * @param textBytes size of the text in UTF-8
 * @param codedBytes size of the code
 * @param plainBits cross-entropy of the text under the model, in bits
 */
@Kind("coded")
public record Coded(
        String model,
        String source,
        int index,
        String coder,
        int tokens,
        int textBytes,
        int codedBytes,
        double plainBits)
        implements Observation {

    /** The index of all texts joined. */
    public static final int JOINED = -1;

    /**
     * The key of such an observation.
     *
     * @param model the model's name
     * @param source the source's name
     * @param index index of the text, or {@link #JOINED}
     * @param coder the coder's name
     * @return the key
     */
    public static Key<Coded> key(String model, String source, int index, String coder) {
        return Key.of(Coded.class, model, source, index, coder);
    }

    @Override
    public Key<Coded> key() {
        return key(model, source, index, coder);
    }
}
