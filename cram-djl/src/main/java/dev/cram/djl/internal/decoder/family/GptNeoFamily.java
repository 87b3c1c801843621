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
import java.util.stream.IntStream;

/** GPT-Neo: learned positions, layer norms, a plain MLP, scores without scale; some layers attend to a sliding window. */
final class GptNeoFamily implements Family {

    private static final String LOCAL = "local";
    private static final String GLOBAL = "global";
    private static final int DEFAULT_LAYERS = 24;
    private static final int DEFAULT_WINDOW = 256;

    @Override
    public List<String> modelTypes() {
        return List.of("gpt_neo");
    }

    @Override
    public DecoderSpec read(Config config) {
        int width = config.size("hidden_size", 2048);
        int heads = Dimensions.either(config, "num_heads", "num_attention_heads", 16);
        Dimensions sizes = new Dimensions(
                        Dimensions.either(config, "num_layers", "num_hidden_layers", DEFAULT_LAYERS),
                        width,
                        heads,
                        heads,
                        Dimensions.share(config, width, heads),
                        config.size("intermediate_size", 4 * width),
                        config.size("vocab_size", 50_257),
                        config.size("max_position_embeddings", 2048))
                .check(config);
        SlidingWindows.refuse(config, sizes.layers());
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.layer(config.number("layer_norm_epsilon", 1e-5)),
                        Activation.read(config, "activation_function", "gelu_new"))
                .scale(1)
                .windows(windows(config, sizes.layers()))
                .build();
    }

    private static SlidingWindows windows(Config config, int layers) {
        List<String> types = config.has("attention_types")
                ? config.repeated("attention_types")
                : IntStream.range(0, DEFAULT_LAYERS)
                        .mapToObj(layer -> layer % 2 == 0 ? GLOBAL : LOCAL)
                        .toList();
        if (config.has("attention_layers") && !config.texts("attention_layers").equals(types)) {
            throw config.error("has attention_layers that differ from its attention_types: fetch the file again");
        }
        if (types.size() != layers) {
            throw config.error(
                    "has attention_types for " + types.size() + " of its " + layers + " layers: fetch the file again");
        }
        for (String type : types) {
            if (!type.equals(LOCAL) && !type.equals(GLOBAL)) {
                throw config.error("has attention of the type '" + type + "', which is not supported: supported are "
                        + GLOBAL + " and " + LOCAL);
            }
        }
        int size = config.size("window_size", DEFAULT_WINDOW);
        return new SlidingWindows(
                size, types.stream().map(type -> type.equals(LOCAL) ? 1 : 0).toList());
    }

    private static WeightTable weights(Config config, Dimensions sizes) {
        int width = sizes.width();
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "transformer.", "");
        WeightBlock model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("wte.weight", sizes.vocabulary(), width));
        model.put(Model.POSITIONS, model.tensor("wpe.weight", sizes.positions(), width));
        model.layerNorm(Model.NORM, "ln_f", width);
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", true));
        weights.eachLayer("h.", layer -> {
            layer.layerNorm(Layer.NORM, "ln_1", width);
            layer.linear(Layer.QUERY, "attn.attention.q_proj", width, width, false);
            layer.linear(Layer.KEY, "attn.attention.k_proj", width, width, false);
            layer.linear(Layer.VALUE, "attn.attention.v_proj", width, width, false);
            layer.linear(Layer.OUTPUT, "attn.attention.out_proj", width, width, true);
            layer.layerNorm(Layer.MLP_NORM, "ln_2", width);
            layer.linear(Layer.UP, "mlp.c_fc", sizes.inner(), width, true);
            layer.linear(Layer.DOWN, "mlp.c_proj", width, sizes.inner(), true);
        });
        return weights;
    }
}
