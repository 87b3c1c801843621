package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import java.util.List;

/** The families that can be opened. */
public final class Families {

    private static final List<Family> ALL = List.of(new LlamaFamily());

    private Families() {}

    /**
     * Every {@code model_type} that can be opened.
     *
     * @return the types, in no particular order
     */
    public static List<String> modelTypes() {
        return ALL.stream().map(Family::modelType).toList();
    }

    /**
     * Reads a model's configuration by its family.
     *
     * @param config the configuration
     * @return what the decoder's program must know
     * @throws dev.cram.api.ModelException if the family is not supported, listing those that are, or if the model needs
     *     a feature that is not
     */
    public static DecoderSpec read(Config config) {
        String type = config.text("model_type", "");
        for (Family family : ALL) {
            if (family.modelType().equals(type)) {
                refuseCommon(config);
                return family.read(config);
            }
        }
        throw config.error("is of the unsupported architecture '" + type + "' " + config.texts("architectures")
                + ": choose a model whose model_type is one of " + String.join(", ", modelTypes()));
    }

    private static void refuseCommon(Config config) {
        if (config.has("quantization_config")) {
            throw config.error("has a quantization_config, which is not supported: choose unquantised weights");
        }
        for (String architecture : config.texts("architectures")) {
            if (!architecture.endsWith("ForCausalLM")) {
                throw config.error("is of the unsupported architecture '" + architecture
                        + "': choose a causal language model (...ForCausalLM)");
            }
        }
    }
}
