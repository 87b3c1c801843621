package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import java.util.List;
import java.util.stream.Collectors;

/** The families that can be opened. */
public final class Families {

    private static final List<Family> ALL = List.of(new LlamaFamily());

    private Families() {}

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
                + ": choose a model whose model_type is one of " + supported());
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

    private static String supported() {
        return ALL.stream().map(Family::modelType).collect(Collectors.joining(", "));
    }
}
