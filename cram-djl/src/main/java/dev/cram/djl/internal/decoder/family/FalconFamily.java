package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.rotary.RopeEntries;
import dev.cram.djl.internal.decoder.rotary.RotaryAngles;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/**
 * Falcon: layer norms, a plain MLP, keys and values that all heads or groups of them share; attention and MLP side by side
 * or one behind the other; rotary positions or (Falcon-RW) linear biases.
 */
final class FalconFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("falcon");
    }

    @Override
    public DecoderSpec read(Config config) {
        boolean grouped = config.flag("new_decoder_architecture", false);
        boolean parallel = config.flag("parallel_attn", true);
        int norms = parallel ? config.size("num_ln_in_parallel_attn", grouped ? 2 : 1) : 1;
        if ((grouped && !parallel) || (!grouped && norms == 2)) {
            throw config.error("has new_decoder_architecture " + grouped + " with parallel_attn " + parallel
                    + " and num_ln_in_parallel_attn " + norms + ", which do not go together: fetch the file again");
        }
        Dimensions sizes = sizes(config, grouped);
        SlidingWindows.refuse(config, sizes.layers());
        AttentionBuilder builder = new AttentionBuilder(
                        sizes,
                        weights(config, sizes, parallel, norms),
                        Attention.Norm.layer(config.number("layer_norm_epsilon", 1e-5)),
                        Activation.read(config, "activation", "gelu"))
                .parallel(parallel);
        RotaryAngles angles = RotaryFrequencies.of(config, sizes.headDim(), sizes.positions());
        return config.flag("alibi", false)
                ? builder.alibi(Alibi.slopes(sizes.heads()), true).build()
                : builder.rotary(angles).build();
    }

    private static Dimensions sizes(Config config, boolean grouped) {
        if (config.has("head_dim")) {
            throw config.error("has head_dim, where the heads of this family share the width: remove the entry");
        }
        int width = config.size("n_embed", config.size("hidden_size", 4544));
        int heads = config.size("num_attention_heads", 71);
        int groups = config.size("num_kv_heads", heads);
        if (!grouped && config.flag("multi_query", true)) {
            groups = 1;
        } else if (!grouped && groups != heads) {
            throw config.error("has " + groups + " key-value heads (num_kv_heads) for " + heads
                    + " heads without multi_query or new_decoder_architecture: fetch the file again");
        }
        return new Dimensions(
                        config.size("num_hidden_layers", 32),
                        width,
                        heads,
                        groups,
                        Dimensions.share(config, width, heads),
                        config.size("ffn_hidden_size", 4 * width),
                        config.size("vocab_size", 65_024),
                        RopeEntries.positions(config, config.size("max_position_embeddings", 2048)))
                .check(config);
    }

    private static WeightTable weights(Config config, Dimensions sizes, boolean parallel, int norms) {
        int width = sizes.width();
        boolean bias = config.flag("bias", false);
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "transformer.", "");
        WeightBlock model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("word_embeddings.weight", sizes.vocabulary(), width));
        model.layerNorm(Model.NORM, "ln_f", width);
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", true));
        String only = parallel ? "input_layernorm" : "post_attention_layernorm";
        weights.eachLayer("h.", layer -> {
            layer.layerNorm(Layer.NORM, norms == 2 ? "ln_attn" : "input_layernorm", width);
            layer.layerNorm(Layer.MLP_NORM, norms == 2 ? "ln_mlp" : only, width);
            JointTensors.byGroup(layer, "self_attention.query_key_value", sizes, bias);
            layer.linear(Layer.OUTPUT, "self_attention.dense", width, width, bias);
            layer.linear(Layer.UP, "mlp.dense_h_to_4h", sizes.inner(), width, bias);
            layer.linear(Layer.DOWN, "mlp.dense_4h_to_h", width, sizes.inner(), bias);
        });
        return weights;
    }
}
