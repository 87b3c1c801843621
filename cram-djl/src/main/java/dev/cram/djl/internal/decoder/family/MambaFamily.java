package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Mamba;
import dev.cram.djl.internal.decoder.network.Mamba.Layer;
import dev.cram.djl.internal.decoder.network.Mamba.Model;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/**
 * Mamba: no attention but a state that each token updates, so that nothing in it limits the number of positions.
 * {@value #POSITIONS} are offered, well beyond any length that it was trained on and that memory allows for. Falcon Mamba
 * norms time step, B and C as well.
 */
final class MambaFamily implements Family {

    /** Its {@code model_type}. */
    static final String TYPE = "mamba";

    private static final String FALCON = "falcon_mamba";

    /** What stands in for the rank of the time step's projection where it follows from the width. */
    static final String AUTO = "auto";

    /** State of a channel, unless the configuration says it. */
    static final int STATES = 16;

    /** Positions that the convolution sees, unless the configuration says it. */
    static final int KERNEL = 4;

    /** Channels for each component of a hidden state, unless the configuration says it. */
    static final int EXPAND = 2;

    static final int POSITIONS = 1 << 16;
    private static final int WIDTH_PER_RANK = 16;
    static final int WIDEST = 1 << 20;
    private static final int DEFAULT_WIDTH = 768;
    private static final int DEFAULT_LAYERS = 32;
    private static final int DEFAULT_VOCABULARY = 50_280;

    @Override
    public List<String> modelTypes() {
        return List.of(TYPE, FALCON);
    }

    @Override
    public DecoderSpec read(Config config) {
        refuse(config);
        int width = config.size("hidden_size", DEFAULT_WIDTH);
        int layers = Dimensions.layers(config, "num_hidden_layers", DEFAULT_LAYERS);
        WeightTable weights = new WeightTable(Model.class, Layer.class, layers, List.of("backbone.", ""));
        int vocabulary = config.size("vocab_size", DEFAULT_VOCABULARY);
        putEnds(weights.model(), vocabulary, width, config.flag("tie_word_embeddings", true));
        putLayers(weights, config, width);
        double mixerEps = config.text("model_type", TYPE).equals(FALCON) ? mixerEps(config) : 0;
        Mamba network = new Mamba(layers, config.number("layer_norm_epsilon", 1e-5), mixerEps, Mamba.Heads.NONE);
        return new DecoderSpec(width, vocabulary, POSITIONS, network, weights);
    }

    /** Refuses what no model with selective state spaces has here. */
    static void refuse(Config config) {
        if (Activation.read(config, "hidden_act", "silu") != Activation.SILU) {
            throw config.error("has a hidden_act other than silu, which is not supported for Mamba models");
        }
        if (config.flag("rescale_prenorm_residual", false)) {
            throw config.error(
                    "has rescale_prenorm_residual, with which transformers alters weights while it loads them: set "
                            + "it to false if the weights are those that the model was trained to");
        }
        if (config.has("layer_types")) {
            throw config.error("has layer_types, which are not supported for Mamba models: remove the entry");
        }
    }

    private static double mixerEps(Config config) {
        double eps = config.number("mixer_rms_eps", 1e-6);
        if (eps <= 0) {
            throw config.error("has the mixer_rms_eps " + eps + ", which must be above 0: fetch the file again");
        }
        return eps;
    }

    static void putEnds(WeightBlock model, int vocabulary, int width, boolean tied) {
        List<String> names = List.of(
                "backbone.embeddings.weight", "backbone.embedding.weight", "embeddings.weight", "embedding.weight");
        model.put(Model.EMBEDDING, Weight.of(names, vocabulary, width));
        model.norm(Model.NORM, "norm_f", width);
        Weight head = Weight.of("lm_head.weight", vocabulary, width);
        model.head(Model.HEAD, Model.EMBEDDING, head, tied);
    }

    private static void putLayers(WeightTable weights, Config config, int width) {
        int channels = channels(config, width);
        int state = config.size("state_size", STATES);
        int kernel = config.size("conv_kernel", KERNEL);
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

    /** Channels of a layer, which {@code intermediate_size} says or which follow from the width. */
    private static int channels(Config config, int width) {
        long channels = config.size("intermediate_size", 0);
        if (channels == 0) {
            channels = (long) (config.number("expand", EXPAND) * width);
        }
        if (channels < 1 || channels > WIDEST) {
            throw config.error("asks for layers of " + channels + " channels, where no published model has more than "
                    + WIDEST + ": fetch the file again");
        }
        return (int) channels;
    }

    /** Rank of the time step's projection. */
    private static int rank(Config config, int width) {
        return config.text("time_step_rank", AUTO).equals(AUTO)
                ? (width + WIDTH_PER_RANK - 1) / WIDTH_PER_RANK
                : config.size("time_step_rank");
    }
}
