package dev.cram.djl.decoder;

import dev.cram.djl.checkpoint.Config;
import dev.cram.djl.decoder.Mamba.Layer;
import dev.cram.djl.decoder.Mamba.Model;
import java.util.List;

/**
 * Mamba: no attention but a state that each token updates, so that nothing in it limits the number of positions.
 * {@value #POSITIONS} are offered, well beyond any length that it was trained on and that memory allows for.
 */
final class MambaFamily implements Family {

    private static final int POSITIONS = 1 << 16;
    private static final int WIDTH_PER_RANK = 16;

    @Override
    public List<String> modelTypes() {
        return List.of("mamba");
    }

    @Override
    public DecoderSpec read(Config config) {
        if (Activation.read(config, "hidden_act", "silu") != Activation.SILU) {
            throw config.error("has a hidden_act other than silu, which is not supported for Mamba models");
        }
        int width = config.size("hidden_size");
        int layers = config.size("num_hidden_layers");
        WeightTable weights = new WeightTable(Model.class, Layer.class, layers, List.of("backbone.", ""));
        putEnds(weights.model(), config, width);
        putLayers(weights, config, width);
        Mamba network = new Mamba(layers, config.number("layer_norm_epsilon", 1e-5));
        return new DecoderSpec(width, config.size("vocab_size"), POSITIONS, network, weights);
    }

    private static void putEnds(WeightTable.Block model, Config config, int width) {
        int vocabulary = config.size("vocab_size");
        List<String> names = List.of("backbone.embeddings.weight", "backbone.embedding.weight");
        model.put(Model.EMBEDDING, Weight.of(names, vocabulary, width));
        model.norm(Model.NORM, "norm_f", width);
        Weight head = Weight.of("lm_head.weight", vocabulary, width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", true));
    }

    private static void putLayers(WeightTable weights, Config config, int width) {
        int channels = config.size("expand", 2) * width;
        int state = config.size("state_size", 16);
        int kernel = config.size("conv_kernel", 4);
        int rank = rank(config, width);
        boolean bias = config.flag("use_bias", false);
        boolean convolutionBias = config.flag("use_conv_bias", true);
        weights.eachLayer("layers.", layer -> {
            layer.norm(Layer.NORM, "norm", width);
            layer.linear(Layer.INPUT, "mixer.in_proj", 2 * channels, width, bias);
            layer.put(Layer.CONVOLUTION, layer.tensor("mixer.conv1d.weight", channels, 1, kernel));
            if (convolutionBias) {
                layer.bias(Layer.CONVOLUTION, "mixer.conv1d", channels);
            }
            layer.linear(Layer.STEP_B_C, "mixer.x_proj", rank + 2 * state, channels, false);
            layer.linear(Layer.STEP, "mixer.dt_proj", channels, rank, true);
            layer.put(Layer.LOG_A, layer.tensor("mixer.A_log", channels, state));
            layer.put(Layer.D, layer.tensor("mixer.D", channels));
            layer.linear(Layer.OUTPUT, "mixer.out_proj", width, channels, bias);
        });
    }

    /** Rank of the time step's projection. */
    private static int rank(Config config, int width) {
        return config.text("time_step_rank", "auto").equals("auto")
                ? (width + WIDTH_PER_RANK - 1) / WIDTH_PER_RANK
                : config.size("time_step_rank");
    }
}
