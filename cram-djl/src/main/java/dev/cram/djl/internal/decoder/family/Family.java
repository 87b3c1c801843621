package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import java.util.List;

/**
 * One family of models: reads its configuration and names its tensors. Stateless. The package's description says how to
 * add one.
 */
interface Family {

    /** Each {@code model_type} in {@code config.json} that this family reads. */
    List<String> modelTypes();

    /** Whether a configuration may be one for text and images, whose part about text, {@code text_config}, is read. */
    default boolean readsTextConfig() {
        return false;
    }

    /** Entries that this family honors, while they are refused for most. */
    default List<String> honors() {
        return List.of();
    }

    /**
     * Reads a configuration of this family.
     *
     * @throws dev.cram.model.ModelException naming the feature if the program does not have one that the model needs
     */
    DecoderSpec read(Config config);
}
