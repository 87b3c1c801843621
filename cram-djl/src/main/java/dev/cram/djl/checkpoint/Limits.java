package dev.cram.djl.checkpoint;

import java.util.List;

/** What no published model exceeds; a header that does is damaged or hostile, and is refused before it costs memory. */
final class Limits {

    /** Tensors of one file. */
    static final int TENSORS = 1 << 16;

    /** Characters of a tensor's name. */
    static final int NAME = 256;

    /** Axes of a tensor. */
    static final int AXES = 8;

    /** A size in a configuration: positions, width, tokens. */
    static final int SIZE = 1 << 24;

    private static final List<String> LAYERS = List.of("num_hidden_layers", "n_layer");

    private Limits() {}

    /** Refuses a configuration of more layers than there are tensors. */
    static void checkLayers(Config config, int tensors) {
        for (Config part : List.of(config, config.section("text_config").orElse(config))) {
            for (String key : LAYERS) {
                if (part.size(key, 1) > tensors) {
                    throw part.error("asks for " + part.size(key) + " layers (" + key + "), but the model has only "
                            + tensors + " tensors: fetch config.json and weights of the same model");
                }
            }
        }
    }
}
