package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;

/**
 * Sizes of a decoder with attention.
 *
 * @param layers number of layers
 * @param width components of a hidden state
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads; divides {@code heads}
 * @param headDim components of a head
 * @param inner components between the MLP's matrices
 * @param vocabulary number of tokens
 * @param positions largest number of input positions
 */
record Dimensions(
        int layers, int width, int heads, int keyValueHeads, int headDim, int inner, int vocabulary, int positions) {

    /** Reads them by the names that most families use. Unless said, all heads together are as wide as a hidden state. */
    static Dimensions of(Config config) {
        int width = config.size("hidden_size");
        int heads = config.size("num_attention_heads");
        return of(config, config.has("head_dim") ? config.size("head_dim") : share(config, width, heads));
    }

    /** Reads all but the size of heads. */
    static Dimensions of(Config config, int headDim) {
        int heads = config.size("num_attention_heads");
        return new Dimensions(
                        config.size("num_hidden_layers"),
                        config.size("hidden_size"),
                        heads,
                        config.size("num_key_value_heads", heads),
                        headDim,
                        config.size("intermediate_size"),
                        config.size("vocab_size"),
                        RotaryFrequencies.positions(config, config.size("max_position_embeddings")))
                .check(config);
    }

    /** Components of a head, when all heads together are as wide as a hidden state. */
    static int share(Config config, int width, int heads) {
        if (width % heads != 0) {
            throw config.error("has a width of " + width + ", which " + heads
                    + " attention heads cannot share: fetch the file again");
        }
        return width / heads;
    }

    /** Refuses what does not fit together. */
    Dimensions check(Config config) {
        if (heads % keyValueHeads != 0) {
            throw config.error("has " + heads + " attention heads, not a multiple of its " + keyValueHeads
                    + " key-value heads: fetch the file again");
        }
        return this;
    }

    /** Components of all queries of a position. */
    int queries() {
        return heads * headDim;
    }

    /** Components of all keys of a position, and of all values. */
    int keys() {
        return keyValueHeads * headDim;
    }
}
