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

/** GPT-2: learned positions, layer norms, a plain MLP, biases everywhere; matrices are kept with rows as inputs. */
final class Gpt2Family implements Family {

    private static final String LAYERS = "h.";

    @Override
    public List<String> modelTypes() {
        return List.of("gpt2");
    }

    @Override
    public DecoderSpec read(Config config) {
        refuse(config, "add_cross_attention", config.flag("add_cross_attention", false));
        int width = Dimensions.either(config, "n_embd", "hidden_size", 768);
        int heads = Dimensions.either(config, "n_head", "num_attention_heads", 12);
        Dimensions sizes = new Dimensions(
                        Dimensions.either(config, "n_layer", "num_hidden_layers", 12),
                        width,
                        heads,
                        heads,
                        Dimensions.share(config, width, heads),
                        config.size("n_inner", 4 * width),
                        config.size("vocab_size", 50_257),
                        Dimensions.either(config, "n_positions", "max_position_embeddings", 1024))
                .check(config);
        SlidingWindows.refuse(config, sizes.layers());
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.layer(config.number("layer_norm_epsilon", 1e-5)),
                        Activation.read(config, "activation_function", "gelu_new"))
                .scales(scales(config, sizes))
                .build();
    }

    /** By layer, the factor of the products of queries and keys. */
    private static List<Double> scales(Config config, Dimensions sizes) {
        double scale = config.flag("scale_attn_weights", true) ? 1 / Math.sqrt(sizes.headDim()) : 1;
        boolean byLayer = config.flag("scale_attn_by_inverse_layer_idx", false);
        return IntStream.rangeClosed(1, sizes.layers())
                .mapToObj(number -> byLayer ? scale / number : scale)
                .toList();
    }

    private static void refuse(Config config, String feature, boolean present) {
        if (present) {
            throw config.error("has " + feature + ", which is not supported: choose a plain GPT-2 model");
        }
    }

    private static WeightTable weights(Config config, Dimensions sizes) {
        int width = sizes.width();
        int inner = sizes.inner();
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "transformer.", "");
        WeightBlock model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("wte.weight", sizes.vocabulary(), width));
        model.put(Model.POSITIONS, model.tensor("wpe.weight", sizes.positions(), width));
        model.layerNorm(Model.NORM, "ln_f", width);
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", true));
        weights.eachLayer(LAYERS, layer -> {
            layer.layerNorm(Layer.NORM, "ln_1", width);
            linear(layer, "attn.c_attn", width, width, Layer.QUERY, Layer.KEY, Layer.VALUE);
            linear(layer, "attn.c_proj", width, width, Layer.OUTPUT);
            layer.layerNorm(Layer.MLP_NORM, "ln_2", width);
            linear(layer, "mlp.c_fc", width, inner, Layer.UP);
            linear(layer, "mlp.c_proj", inner, width, Layer.DOWN);
        });
        return weights;
    }

    /** Matrices of {@code in} rows and {@code out} columns that stand side by side in one tensor. */
    private static void linear(WeightBlock layer, String name, int in, int out, Layer... roles) {
        int count = roles.length;
        Weight matrices = layer.tensor(name + ".weight", in, (long) count * out);
        Weight biases = layer.tensor(name + ".bias", (long) count * out);
        for (int i = 0; i < count; i++) {
            layer.put(roles[i], matrices.part(Weight.Part.of(in, count, i).turned()));
            layer.putBias(roles[i], biases.part(Weight.Part.of(1, count, i)));
        }
    }
}
