package dev.cram.study.observation;

/**
 * Vectors of one text whose components were rounded. Immutable.
 *
 * @param model the model's name
 * @param source the source's name
 * @param vectors number of vectors
 * @param tokens tokens of the text
 * @param index of the text
 * @param bits bits of a component
 * @param solvedBefore whether, before rounding, every trained token was correct, given the true ones before it
 * @param exact whether greedy decoding returns the text after rounding
 * @param accuracy share of correct trained tokens after rounding, given the true ones before them
 * @param gainBits information gain after rounding, in bits
 * @param storedBits size of the rounded vectors, with one 32-bit scale each, in bits
 */
@Kind("rounded")
public record Rounded(
        String model,
        String source,
        int vectors,
        int tokens,
        int index,
        int bits,
        boolean solvedBefore,
        boolean exact,
        double accuracy,
        double gainBits,
        long storedBits)
        implements Observation {

    /**
     * The key of such an observation.
     *
     * @param model the model's name
     * @param source the source's name
     * @param vectors number of vectors
     * @param tokens tokens of the text
     * @param index index of the text
     * @param bits bits of a component
     * @return the key
     */
    public static Key<Rounded> key(String model, String source, int vectors, int tokens, int index, int bits) {
        return Key.of(Rounded.class, model, source, vectors, tokens, index, bits);
    }

    @Override
    public Key<Rounded> key() {
        return key(model, source, vectors, tokens, index, bits);
    }
}
