package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.rotary.RopeEntries;

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

    /** More than any published model of these families has; one that asks for more is damaged or hostile. */
    private static final int MOST_LAYERS = 1 << 10;

    private static final int WIDEST = 1 << 20;
    private static final int MOST_HEADS = 1 << 14;
    private static final int LARGEST_HEAD = 1 << 14;

    /**
     * Reads them by the names that most families use.
     *
     * @param absent what stands in for absent entries, as in transformers; if no number of key and value heads is known,
     *     it is that of query heads, and if no size of heads is, all heads together are as wide as a hidden state
     */
    static Dimensions of(Config config, Dimensions absent) {
        int width = config.size("hidden_size", absent.width);
        int heads = config.size("num_attention_heads", absent.heads);
        int headDim = config.size("head_dim", absent.headDim);
        return new Dimensions(
                        config.size("num_hidden_layers", absent.layers),
                        width,
                        heads,
                        keyValueHeads(config, absent, heads),
                        headDim > 0 ? headDim : share(config, width, heads),
                        config.size("intermediate_size", absent.inner),
                        config.size("vocab_size", absent.vocabulary),
                        RopeEntries.positions(
                                config,
                                config.size(
                                        "max_position_embeddings",
                                        config.size("max_sequence_length", absent.positions))))
                .check(config);
    }

    private static int keyValueHeads(Config config, Dimensions absent, int heads) {
        int unsaid = config.isNull("num_key_value_heads") ? 0 : absent.keyValueHeads;
        int stated = config.size("num_key_value_heads", unsaid);
        return stated > 0 ? stated : heads;
    }

    /** The same for a family each of whose heads has keys and values of its own, and that reads no size of heads. */
    Dimensions ofEqualHeads(Config config) {
        Dimensions shared = ofSharedWidth(config);
        return new Dimensions(layers, width, heads, heads, shared.headDim, inner, vocabulary, positions);
    }

    /** The same for a family that reads no size of heads. */
    Dimensions ofSharedWidth(Config config) {
        int share = share(config, width, heads);
        if (headDim != share) {
            throw config.error("has heads of " + headDim
                    + " components (head_dim), where this family's share a width of " + width + ": remove the entry");
        }
        return this;
    }

    /** A size that has two names, of which configurations use either. */
    static int either(Config config, String name, String other, int absent) {
        int size = config.size(name, config.size(other, absent));
        if (config.size(other, size) != size) {
            throw config.error("has " + name + " " + size + " and " + other + " " + config.size(other)
                    + ", which are two names of one size: remove the wrong one");
        }
        return size;
    }

    /** Components of a head, when all heads together are as wide as a hidden state. */
    static int share(Config config, int width, int heads) {
        if (width % heads != 0) {
            throw config.error("has a width of " + width + ", which " + heads
                    + " attention heads cannot share: fetch the file again");
        }
        return width / heads;
    }

    /** Refuses what does not fit together, and what no model has, before it costs memory. */
    Dimensions check(Config config) {
        atMost(config, "layers", layers, MOST_LAYERS);
        atMost(config, "components of a hidden state", width, WIDEST);
        atMost(config, "attention heads", heads, MOST_HEADS);
        atMost(config, "components of a head", headDim, LARGEST_HEAD);
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

    /** Refuses a number of layers that no model has. */
    static int layers(Config config, String key, int absent) {
        int layers = config.size(key, absent);
        atMost(config, "layers", layers, MOST_LAYERS);
        return layers;
    }

    private static void atMost(Config config, String what, int value, int most) {
        if (value > most) {
            throw config.error("asks for " + value + " " + what + ", where no published model has more than " + most
                    + ": fetch the file again");
        }
    }
}
