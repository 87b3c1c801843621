package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/**
 * BLOOM: linear biases instead of positions, a norm of the embeddings, layer norms, a plain MLP, biases everywhere. Nothing
 * in it limits the number of positions; {@value #POSITIONS} are offered.
 */
final class BloomFamily implements Family {

    private static final int POSITIONS = 1 << 16;

    @Override
    public List<String> modelTypes() {
        return List.of("bloom");
    }

    @Override
    public DecoderSpec read(Config config) {
        if (config.flag("slow_but_exact", false) && config.size("pretraining_tp", 1) > 1) {
            throw config.error("has slow_but_exact, with which transformers leaves out biases: set it to false");
        }
        int width = config.size("n_embed", config.size("hidden_size", 64));
        int heads = Dimensions.either(config, "n_head", "num_attention_heads", 8);
        Dimensions sizes = new Dimensions(
                        Dimensions.either(config, "n_layer", "num_hidden_layers", 2),
                        width,
                        heads,
                        heads,
                        Dimensions.share(config, width, heads),
                        4 * width,
                        config.size("vocab_size", 250_880),
                        POSITIONS)
                .check(config);
        SlidingWindows.refuse(config, sizes.layers());
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.layer(config.number("layer_norm_epsilon", 1e-5)),
                        Activation.GELU_TANH)
                .ontoNormed(config.flag("apply_residual_connection_post_layernorm", false))
                .alibi(Alibi.slopes(heads), false)
                .build();
    }

    private static WeightTable weights(Config config, Dimensions sizes) {
        int width = sizes.width();
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "transformer.", "");
        WeightBlock model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("word_embeddings.weight", sizes.vocabulary(), width));
        model.layerNorm(Model.INPUT_NORM, "word_embeddings_layernorm", width);
        model.layerNorm(Model.NORM, "ln_f", width);
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", true));
        weights.eachLayer("h.", layer -> {
            layer.layerNorm(Layer.NORM, "input_layernorm", width);
            JointTensors.byGroup(layer, "self_attention.query_key_value", sizes, true);
            layer.linear(Layer.OUTPUT, "self_attention.dense", width, width, true);
            layer.layerNorm(Layer.MLP_NORM, "post_attention_layernorm", width);
            layer.linear(Layer.UP, "mlp.dense_h_to_4h", sizes.inner(), width, true);
            layer.linear(Layer.DOWN, "mlp.dense_4h_to_h", width, sizes.inner(), true);
        });
        return weights;
    }
}
