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
 * OPT: learned positions that begin at row 2, layer norms before attention and MLP or (350M) after adding the residual,
 * a plain MLP; embeddings may be narrower than hidden states and are then projected.
 */
final class OptFamily implements Family {

    private static final int FIRST_POSITION = 2;
    private static final double EPS = 1e-5;

    @Override
    public List<String> modelTypes() {
        return List.of("opt");
    }

    @Override
    public DecoderSpec read(Config config) {
        int width = config.size("hidden_size", 768);
        int heads = config.size("num_attention_heads", 12);
        Dimensions sizes = new Dimensions(
                        config.size("num_hidden_layers", 12),
                        width,
                        heads,
                        heads,
                        Dimensions.share(config, width, heads),
                        config.size("ffn_dim", 3072),
                        config.size("vocab_size", 50_272),
                        config.size("max_position_embeddings", 2048))
                .check(config);
        SlidingWindows.refuse(config, sizes.layers());
        int inputWidth = config.size("word_embed_proj_dim", width);
        boolean normBefore = config.flag("do_layer_norm_before", true);
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "model.decoder.", "decoder.");
        putEnds(weights.model(), config, sizes, inputWidth);
        putNorms(weights, config, width, normBefore);
        putMatrices(weights, sizes, config.flag("enable_bias", true));
        return new AttentionBuilder(
                        sizes,
                        weights,
                        new Attention.Norm(EPS, true, 0, !normBefore),
                        Activation.read(config, "activation_function", "relu"))
                .firstPosition(FIRST_POSITION)
                .inputWidth(inputWidth)
                .build();
    }

    private static void putEnds(WeightBlock model, Config config, Dimensions sizes, int inputWidth) {
        int width = sizes.width();
        model.put(Model.EMBEDDING, model.tensor("embed_tokens.weight", sizes.vocabulary(), inputWidth));
        int rows = sizes.positions() + FIRST_POSITION;
        model.put(Model.POSITIONS, model.tensor("embed_positions.weight", rows, width));
        if (inputWidth != width) {
            model.linear(Model.INPUT_PROJECTION, "project_in", width, inputWidth, false);
            model.linear(Model.OUTPUT_PROJECTION, "project_out", inputWidth, width, false);
        }
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), inputWidth);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", true));
    }

    private static void putNorms(WeightTable weights, Config config, int width, boolean before) {
        boolean weighted = config.flag("layer_norm_elementwise_affine", true);
        if (before && !config.flag("_remove_final_layer_norm", false)) {
            putNorm(weights.model(), Model.NORM, "final_layer_norm", width, weighted);
        }
        weights.eachLayer("layers.", layer -> {
            putNorm(layer, before ? Layer.NORM : Layer.NORM_BEHIND, "self_attn_layer_norm", width, weighted);
            putNorm(layer, before ? Layer.MLP_NORM : Layer.MLP_NORM_BEHIND, "final_layer_norm", width, weighted);
        });
    }

    private static void putNorm(WeightBlock block, Enum<?> role, String name, int width, boolean weighted) {
        if (weighted) {
            block.layerNorm(role, name, width);
        } else {
            block.plainNorm(role, width);
        }
    }

    private static void putMatrices(WeightTable weights, Dimensions sizes, boolean bias) {
        int width = sizes.width();
        weights.eachLayer("layers.", layer -> {
            layer.linear(Layer.QUERY, "self_attn.q_proj", width, width, bias);
            layer.linear(Layer.KEY, "self_attn.k_proj", width, width, bias);
            layer.linear(Layer.VALUE, "self_attn.v_proj", width, width, bias);
            layer.linear(Layer.OUTPUT, "self_attn.out_proj", width, width, bias);
            layer.linear(Layer.UP, "fc1", sizes.inner(), width, bias);
            layer.linear(Layer.DOWN, "fc2", width, sizes.inner(), bias);
        });
    }
}
