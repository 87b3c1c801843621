package dev.cram.djl.internal.decoder.family;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.Attention.Expert;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Experts;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;
import java.util.stream.Stream;

/**
 * gpt-oss: experts whose gates are clipped, biases everywhere, sinks that take a share of each head's attention; every other
 * layer attends to a sliding window.
 */
final class GptOssFamily implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(36, 2880, 64, 8, 64, 2880, 201_088, 131_072);

    private static final int DEFAULT_EXPERTS = 128;
    private static final int DEFAULT_CHOSEN = 4;
    private static final int DEFAULT_WINDOW = 128;
    private static final double THETA = 150_000;
    private static final double EPS = 1e-5;
    private static final double DEFAULT_LIMIT = 7;
    private static final double DEFAULT_SLOPE = 1.702;

    @Override
    public List<String> modelTypes() {
        return List.of("gpt_oss");
    }

    @Override
    public List<String> honors() {
        return Stream.concat(Mixture.COUNTS.stream(), Stream.of("mxfp4")).toList();
    }

    @Override
    public DecoderSpec read(Config config) {
        List<String> plain = config.sectionOrEmpty("quantization_config").texts("modules_to_not_convert");
        if (plain.stream().anyMatch(name -> name.contains("experts"))) {
            throw config.error("says that only some experts are quantised (modules_to_not_convert), which is not "
                    + "supported: choose a model of which all are");
        }
        Dimensions sizes = Dimensions.of(config, ABSENT);
        Experts experts = experts(config);
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes, experts),
                        Attention.Norm.rootMeanSquare(config.number("rms_norm_eps", EPS)),
                        Activation.SILU)
                .rotary(RotaryFrequencies.of(withYarn(config), THETA, sizes.headDim(), sizes.positions()))
                .windows(SlidingWindows.byType(
                        config, sizes.layers(), SlidingWindows.size(config, DEFAULT_WINDOW), layer -> layer % 2 == 0))
                .experts(experts)
                .build();
    }

    private static Experts experts(Config config) {
        Experts plain = Mixture.read(config, DEFAULT_EXPERTS, DEFAULT_CHOSEN, true);
        double limit = config.number("swiglu_limit", DEFAULT_LIMIT);
        if (limit <= 0) {
            throw config.error("has the swiglu_limit " + limit + ", which must be above 0: fetch the file again");
        }
        return new Experts(plain.count(), plain.chosen(), true, limit, config.number("swiglu_alpha", DEFAULT_SLOPE));
    }

    /** The same with the scaling that stands in for an absent one. */
    private static Config withYarn(Config config) {
        if (config.has("rope_parameters")
                || !config.sectionOrEmpty("rope_scaling").keys().isEmpty()) {
            return config;
        }
        JsonObject yarn = new JsonObject();
        yarn.addProperty("rope_type", "yarn");
        yarn.addProperty("factor", 32);
        yarn.addProperty("truncate", false);
        yarn.addProperty("original_max_position_embeddings", 4096);
        JsonObject changes = new JsonObject();
        changes.add("rope_parameters", yarn);
        return config.with(config.as(changes.toString()));
    }

    private static WeightTable weights(Config config, Dimensions sizes, Experts experts) {
        WeightTable weights = LlamaNames.weights(config, sizes, experts, biases(config));
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            layer.put(Layer.SINKS, layer.tensor("self_attn.sinks", sizes.heads()));
            layer.linear(Layer.ROUTER, "mlp.router", experts.count(), sizes.width(), true);
            putExperts(layer, sizes, experts.count());
        });
        return weights;
    }

    private static LlamaNames.Biases biases(Config config) {
        boolean bias = config.flag("attention_bias", true);
        return new LlamaNames.Biases(bias, bias, false);
    }

    /** All experts' matrices stand in one tensor, with rows as inputs, and in their columns gate and factor in turns. */
    private static void putExperts(WeightBlock layer, Dimensions sizes, int count) {
        int width = sizes.width();
        int inner = sizes.inner();
        Weight up = layer.tensor("mlp.experts.gate_up_proj", count, width, 2L * inner);
        Weight upBias = layer.tensor("mlp.experts.gate_up_proj_bias", count, 2L * inner);
        Weight down = layer.tensor("mlp.experts.down_proj", count, inner, width);
        Weight downBias = layer.tensor("mlp.experts.down_proj_bias", count, width);
        for (int i = 0; i < count; i++) {
            WeightBlock expert = layer.expert(i);
            expert.put(Expert.UP, up.part(Weight.Part.of(width, 1, 0).turned().in(i)));
            expert.putBias(Expert.UP, upBias.part(Weight.Part.WHOLE.in(i)));
            expert.put(
                    Expert.DOWN, down.part(Weight.Part.of(inner, 1, 0).turned().in(i)));
            expert.putBias(Expert.DOWN, downBias.part(Weight.Part.WHOLE.in(i)));
        }
    }
}
