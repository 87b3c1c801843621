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

/** GPT-J: attention and a plain MLP side by side behind one layer norm, heads of whose first components neighbors turn. */
final class GptJFamily implements Family {

    private static final int DEFAULT_TURNING = 64;

    @Override
    public List<String> modelTypes() {
        return List.of("gptj");
    }

    @Override
    public DecoderSpec read(Config config) {
        int width = Dimensions.either(config, "n_embd", "hidden_size", 4096);
        int heads = Dimensions.either(config, "n_head", "num_attention_heads", 16);
        Dimensions sizes = new Dimensions(
                        Dimensions.either(config, "n_layer", "num_hidden_layers", 28),
                        width,
                        heads,
                        heads,
                        Dimensions.share(config, width, heads),
                        config.size("n_inner", 4 * width),
                        config.size("vocab_size", 50_400),
                        Dimensions.either(config, "n_positions", "max_position_embeddings", 2048))
                .check(config);
        SlidingWindows.refuse(config, sizes.layers());
        int turning = config.size("rotary_dim", DEFAULT_TURNING);
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.layer(config.number("layer_norm_epsilon", 1e-5)),
                        Activation.read(config, "activation_function", "gelu_new"))
                .interleaved()
                .rotary(RotaryFrequencies.first(config, turning, sizes.headDim()))
                .parallel(true)
                .build();
    }

    private static WeightTable weights(Config config, Dimensions sizes) {
        int width = sizes.width();
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "transformer.", "");
        WeightBlock model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("wte.weight", sizes.vocabulary(), width));
        model.layerNorm(Model.NORM, "ln_f", width);
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", false));
        model.putBias(Model.HEAD, Weight.of("lm_head.bias", sizes.vocabulary()));
        weights.eachLayer("h.", layer -> {
            layer.layerNorm(Layer.NORM, "ln_1", width);
            layer.layerNorm(Layer.MLP_NORM, "ln_1", width);
            layer.linear(Layer.QUERY, "attn.q_proj", width, width, false);
            layer.linear(Layer.KEY, "attn.k_proj", width, width, false);
            layer.linear(Layer.VALUE, "attn.v_proj", width, width, false);
            layer.linear(Layer.OUTPUT, "attn.out_proj", width, width, false);
            layer.linear(Layer.UP, "mlp.fc_in", sizes.inner(), width, true);
            layer.linear(Layer.DOWN, "mlp.fc_out", width, sizes.inner(), true);
        });
        return weights;
    }
}
