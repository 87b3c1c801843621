package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import dev.cram.djl.decoder.Attention.Layer;
import dev.cram.djl.decoder.Attention.Model;
import java.util.List;

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
        refuse(config, "scale_attn_by_inverse_layer_idx", config.flag("scale_attn_by_inverse_layer_idx", false));
        refuse(config, "scale_attn_weights of false", !config.flag("scale_attn_weights", true));
        int width = config.size("n_embd");
        int heads = config.size("n_head");
        Dimensions sizes = new Dimensions(
                config.size("n_layer"),
                width,
                heads,
                heads,
                Dimensions.share(config, width, heads),
                config.size("n_inner", 4 * width),
                config.size("vocab_size"),
                config.size("n_positions"));
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.layer(config.number("layer_norm_epsilon", 1e-5)),
                        Activation.read(config, "activation_function", "gelu_new"))
                .build();
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
        WeightTable.Block model = weights.model();
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
    private static void linear(WeightTable.Block layer, String name, int in, int out, Layer... roles) {
        int count = roles.length;
        Weight matrices = layer.tensor(name + ".weight", in, (long) count * out);
        Weight biases = layer.tensor(name + ".bias", (long) count * out);
        for (int i = 0; i < count; i++) {
            layer.put(roles[i], matrices.part(new Weight.Part(in, count, i, true)));
            layer.putBias(roles[i], biases.part(new Weight.Part(1, count, i, false)));
        }
    }
}
