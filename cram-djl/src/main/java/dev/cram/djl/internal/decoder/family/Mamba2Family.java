package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Mamba;
import dev.cram.djl.internal.decoder.network.Mamba.Layer;
import dev.cram.djl.internal.decoder.network.Mamba.Model;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** Mamba 2: Mamba whose channels belong to heads, each with one time step, A and D, and whose gated outputs are normed. */
final class Mamba2Family implements Family {

    /** Its {@code model_type}. */
    static final String TYPE = "mamba2";

    /** Channels of a head, unless the configuration says it. */
    static final int HEAD_DIM = 64;

    /** State of a channel, unless the configuration says it. */
    static final int STATES = 128;

    private static final int DEFAULT_WIDTH = 4096;
    private static final int DEFAULT_LAYERS = 64;
    private static final int DEFAULT_VOCABULARY = 32_768;
    private static final int DEFAULT_HEADS = 128;
    private static final int DEFAULT_GROUPS = 8;

    @Override
    public List<String> modelTypes() {
        return List.of(TYPE);
    }

    @Override
    public DecoderSpec read(Config config) {
        MambaFamily.refuse(config);
        if (config.count("chunk_size", 1) == 0) {
            throw config.error("has a chunk_size of 0, where transformers needs 1 or more: remove the entry");
        }
        int width = config.size("hidden_size", DEFAULT_WIDTH);
        int layers = Dimensions.layers(config, "num_hidden_layers", DEFAULT_LAYERS);
        Mamba.Heads heads = heads(config);
        int inner = inner(config, width, heads.count());
        WeightTable weights = new WeightTable(Model.class, Layer.class, layers, List.of("backbone.", ""));
        int vocabulary = config.size("vocab_size", DEFAULT_VOCABULARY);
        MambaFamily.putEnds(weights.model(), vocabulary, width, config.flag("tie_word_embeddings", false));
        putLayers(weights, config, width, inner, heads);
        Mamba network = new Mamba(layers, config.number("layer_norm_epsilon", 1e-5), 0, heads);
        return new DecoderSpec(width, vocabulary, MambaFamily.POSITIONS, network, weights);
    }

    private static Mamba.Heads heads(Config config) {
        int heads = config.size("num_heads", DEFAULT_HEADS);
        int groups = config.size("n_groups", DEFAULT_GROUPS);
        if (heads % groups != 0) {
            throw config.error("has " + heads + " heads, not a multiple of its " + groups
                    + " groups (n_groups): fetch the file again");
        }
        List<Double> steps = config.limits("time_step_limit");
        if (config.has("time_step_limit") && steps.size() != 2) {
            throw config.error(
                    "has " + steps.size() + " numbers in time_step_limit, which are two: fetch the file again");
        }
        double least = steps.isEmpty() ? 0 : steps.get(0);
        double largest = steps.isEmpty() ? Double.POSITIVE_INFINITY : steps.get(1);
        return new Mamba.Heads(heads, groups, config.size("state_size", STATES), least, largest);
    }

    /** Channels of all heads, which must be those that follow from the width. */
    private static int inner(Config config, int width, int heads) {
        int headDim = config.size("head_dim", HEAD_DIM);
        double expected = config.number("expand", MambaFamily.EXPAND) * width;
        long inner = (long) heads * headDim;
        if (inner != expected || inner > MambaFamily.WIDEST) {
            throw config.error("has " + heads + " heads of " + headDim + " channels, where its width asks for "
                    + expected + " in all: fetch the file again");
        }
        return (int) inner;
    }

    private static void putLayers(WeightTable weights, Config config, int width, int inner, Mamba.Heads heads) {
        boolean bias = config.flag("use_bias", false);
        boolean convolutionBias = config.flag("use_conv_bias", true);
        int kernel = config.size("conv_kernel", MambaFamily.KERNEL);
        long channels = inner + 2L * heads.groups() * heads.states();
        weights.eachLayer("layers.", layer -> {
            layer.norm(Layer.NORM, "norm", width);
            layer.put(Layer.INPUT, layer.tensor("mixer.in_proj.weight", inner + channels + heads.count(), width));
            if (bias) {
                layer.putBias(Layer.INPUT, layer.tensor("mixer.in_proj.bias", inner + channels + heads.count()));
            }
            layer.put(Layer.CONVOLUTION, layer.tensor("mixer.conv1d.weight", channels, 1, kernel));
            if (convolutionBias) {
                layer.putBias(Layer.CONVOLUTION, layer.tensor("mixer.conv1d.bias", channels));
            }
            layer.putBias(Layer.STEP, layer.tensor("mixer.dt_bias", heads.count()));
            layer.put(Layer.LOG_A, layer.tensor("mixer.A_log", heads.count()));
            layer.put(Layer.D, layer.tensor("mixer.D", heads.count()));
            layer.norm(Layer.GATED_NORM, "mixer.norm", inner);
            layer.linear(Layer.OUTPUT, "mixer.out_proj", width, inner, bias);
        });
    }
}
