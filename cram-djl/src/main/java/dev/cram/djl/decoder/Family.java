package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;

/** One family of models: reads its configuration and names its tensors. Stateless. */
public interface Family {

    /**
     * The family's {@code model_type} in {@code config.json}.
     *
     * @return the type
     */
    String modelType();

    /**
     * Reads a configuration of this family.
     *
     * @param config the configuration
     * @return what the decoder's program must know
     * @throws dev.cram.api.ModelException naming the feature if the program does not have one that the model needs
     */
    DecoderSpec read(Config config);
}
