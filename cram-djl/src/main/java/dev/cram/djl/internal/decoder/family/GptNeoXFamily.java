package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** GPT-NeoX, which Pythia is: layer norms, a plain MLP, heads that turn in part, attention and MLP side by side. */
final class GptNeoXFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(44, 6144, 64, 0, 0, 24_576, 50_432, 2048);

    private static final double DEFAULT_ROTARY_PART = 0.25;

    /** The published name, and the one that the head has in memory in transformers 5. */
    private static final List<String> HEAD = List.of("embed_out.weight", "lm_head.weight");

    @Override
    public List<String> modelTypes() {
        return List.of("gpt_neox");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT).ofEqualHeads(config);
        SlidingWindows.refuse(config, sizes.layers());
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.layer(config.number("layer_norm_eps", 1e-5)),
                        Activation.read(config, "hidden_act", "gelu"))
                .rotary(RotaryFrequencies.partial(
                        config,
                        "rotary_emb_base",
                        "rotary_pct",
                        DEFAULT_ROTARY_PART,
                        sizes.headDim(),
                        sizes.positions()))
                .parallel(config.flag("use_parallel_residual", true))
                .build();
    }

    private static WeightTable weights(Config config, Dimensions sizes) {
        int width = sizes.width();
        boolean bias = config.flag("attention_bias", true);
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "gpt_neox.", "");
        WeightBlock model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("embed_in.weight", sizes.vocabulary(), width));
        model.layerNorm(Model.NORM, "final_layer_norm", width);
        Weight head = Weight.of(HEAD, sizes.vocabulary(), width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", false));
        weights.eachLayer("layers.", layer -> {
            layer.layerNorm(Layer.NORM, "input_layernorm", width);
            byHead(layer, "attention.query_key_value", sizes, bias);
            layer.linear(Layer.OUTPUT, "attention.dense", width, width, bias);
            layer.layerNorm(Layer.MLP_NORM, "post_attention_layernorm", width);
            layer.linear(Layer.UP, "mlp.dense_h_to_4h", sizes.inner(), width, true);
            layer.linear(Layer.DOWN, "mlp.dense_4h_to_h", width, sizes.inner(), true);
        });
        return weights;
    }

    /** The tensor has a head's rows of query, key and value, then those of the next head. */
    private static void byHead(WeightBlock layer, String name, Dimensions sizes, boolean bias) {
        Weight matrices = layer.tensor(name + ".weight", 3L * sizes.width(), sizes.width());
        Weight biases = layer.tensor(name + ".bias", 3L * sizes.width());
        List<Layer> roles = List.of(Layer.QUERY, Layer.KEY, Layer.VALUE);
        for (Layer role : roles) {
            Weight.Part part = Weight.Part.of(sizes.heads(), roles.size(), roles.indexOf(role));
            layer.put(role, matrices.part(part));
            layer.putBias(role, bias ? biases.part(part) : Weight.NONE);
        }
    }
}
