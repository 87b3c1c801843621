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

/** StarCoder 2: Llama with layer norms, a plain MLP and biases; all layers may attend to a sliding window. */
final class Starcoder2Family implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(30, 3072, 24, 2, 0, 12_288, 49_152, 4096);

    @Override
    public List<String> modelTypes() {
        return List.of("starcoder2");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.layer(config.number("norm_epsilon", 1e-5)),
                        Activation.read(config, "hidden_act", "gelu_pytorch_tanh"))
                .rotary(RotaryFrequencies.of(config, sizes.headDim(), sizes.positions()))
                .windows(SlidingWindows.ofAll(config, sizes.layers(), 0))
                .build();
    }

    private static WeightTable weights(Config config, Dimensions sizes) {
        int width = sizes.width();
        boolean bias = config.flag("use_bias", true);
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "model.", "");
        WeightBlock model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("embed_tokens.weight", sizes.vocabulary(), width));
        model.layerNorm(Model.NORM, "norm", width);
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", true));
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.layerNorm(Layer.NORM, "input_layernorm", width);
            LlamaNames.putAttention(layer, sizes, new LlamaNames.Biases(bias, bias, bias));
            layer.layerNorm(Layer.MLP_NORM, "post_attention_layernorm", width);
            layer.linear(Layer.UP, "mlp.c_fc", sizes.inner(), width, bias);
            layer.linear(Layer.DOWN, "mlp.c_proj", width, sizes.inner(), bias);
        });
        return weights;
    }
}
