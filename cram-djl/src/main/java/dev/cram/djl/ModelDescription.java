package dev.cram.djl;

import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.machine.EngineClassLoader;
import dev.cram.model.Precision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A model as its files describe it, without its weights. Immutable, thread-safe.
 *
 * @param location what it was opened from
 * @param family its {@code model_type}
 * @param config what else its configuration says of its architecture, by the names that it uses, and under {@code
 *     tie_word_embeddings} whether the output head is the embedding, by the weights that are there
 * @param width components of an input vector
 * @param vocabularySize number of tokens
 * @param positions largest number of input positions
 * @param parameters number of weights; what is shared counts once
 * @param storedParameters the same by the number format that the files hold them in, such as {@code BF16}
 * @param precision number format that it computes in on a CPU unless another is asked for
 * @param positionBytes bytes that the gradient of a text takes for each input position, in that precision, beside the
 *     weights
 * @param startToken the token that the model has before a text, and behind which a text is scored; empty if there is none
 */
public record ModelDescription(
        String location,
        String family,
        Map<String, String> config,
        int width,
        int vocabularySize,
        int positions,
        long parameters,
        Map<String, Long> storedParameters,
        Precision precision,
        long positionBytes,
        String startToken) {

    private static final List<String> KEYS = List.of(
            "num_hidden_layers",
            "n_layer",
            "num_attention_heads",
            "n_head",
            "num_key_value_heads",
            "head_dim",
            "intermediate_size",
            "ffn_dim",
            "n_inner",
            "state_size",
            "hidden_act",
            "activation_function",
            "sliding_window");

    public ModelDescription {
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        storedParameters = Collections.unmodifiableMap(new TreeMap<>(storedParameters));
    }

    static ModelDescription of(Checkpoint checkpoint) {
        Config config = checkpoint.config();
        DecoderSpec spec = Families.read(config);
        Map<String, Long> stored = new TreeMap<>();
        Map<Integer, Tensor> sources = spec.sources(checkpoint.tensors());
        sources.values().stream()
                .distinct()
                .forEach(tensor -> stored.merge(tensor.type().name(), tensor.size(), Long::sum));
        return new ModelDescription(
                checkpoint.name(),
                Families.type(config),
                entries(config.section("text_config").orElse(config), spec.tied(sources)),
                spec.width(),
                spec.vocabulary(),
                spec.positions(),
                DecoderSpec.parameters(sources),
                stored,
                Precision.FLOAT32,
                spec.footprint(Precision.FLOAT32, false).positionBytes(),
                startToken(checkpoint));
    }

    private static String startToken(Checkpoint checkpoint) {
        try (Tokenizer tokenizer = EngineClassLoader.run(checkpoint::tokenizer)) {
            OptionalInt token = checkpoint.startToken(tokenizer);
            return token.isPresent() ? tokenizer.decode(new int[] {token.getAsInt()}) : "";
        }
    }

    private static Map<String, String> entries(Config config, String tied) {
        Map<String, String> entries = new LinkedHashMap<>();
        KEYS.stream().filter(config::has).forEach(key -> entries.put(key, config.text(key, "")));
        entries.put("tie_word_embeddings", tied);
        return entries;
    }
}
