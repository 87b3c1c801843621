package dev.cram.djl.internal.decoder.family;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Attention.Model;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.rotary.RotaryAngles;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/**
 * Phi 3 to 4: Llama whose queries, keys and values stand in one tensor, as do the MLP's gate and factor; heads may turn in
 * part, and all layers may attend to a sliding window.
 */
final class Phi3Family implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 3072, 32, 0, 0, 8192, 32_064, 4096);

    private static final int DEFAULT_ORIGINAL = 4096;
    private static final double EPS = 1e-5;

    @Override
    public List<String> modelTypes() {
        return List.of("phi3");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        RotaryAngles angles = RotaryFrequencies.partial(
                withLongRope(config), "rope_theta", "partial_rotary_factor", 1, sizes.headDim(), sizes.positions());
        return new AttentionBuilder(
                        sizes,
                        weights(config, sizes),
                        Attention.Norm.rootMeanSquare(config.number("rms_norm_eps", EPS)),
                        Activation.read(config, "hidden_act", "silu"))
                .rotary(angles)
                .windows(SlidingWindows.ofAll(config, sizes.layers(), 0))
                .build();
    }

    /** The same with longrope under its present name, and with the original positions that stand in for absent ones. */
    private static Config withLongRope(Config config) {
        Config added = config.sectionOrEmpty("rope_scaling");
        Config entries = added.keys().isEmpty() ? config.sectionOrEmpty("rope_parameters") : added;
        String type = entries.text("rope_type", entries.text("type", "default"));
        JsonObject changes = new JsonObject();
        changes.addProperty(
                "original_max_position_embeddings", config.size("original_max_position_embeddings", DEFAULT_ORIGINAL));
        switch (type) {
            case "default", "longrope" -> {}
            case "su", "yarn" -> {
                JsonObject renamed = JsonParser.parseString(entries.toString()).getAsJsonObject();
                renamed.addProperty("rope_type", "longrope");
                changes.add("rope_scaling", renamed);
            }
            default ->
                throw entries.error("has rotary positions of the type '" + type
                        + "', which is not supported for Phi 3: supported are default and longrope");
        }
        return config.with(config.as(changes.toString()));
    }

    private static WeightTable weights(Config config, Dimensions sizes) {
        int width = sizes.width();
        WeightTable weights = AttentionBuilder.weights(sizes.layers(), "model.", "");
        WeightBlock model = weights.model();
        model.put(Model.EMBEDDING, model.tensor("embed_tokens.weight", sizes.vocabulary(), width));
        Weight head = Weight.of("lm_head.weight", sizes.vocabulary(), width);
        model.head(Model.HEAD, Model.EMBEDDING, head, config.flag("tie_word_embeddings", false));
        LlamaNames.putNorms(weights, width);
        weights.eachLayer(LlamaNames.LAYERS, layer -> {
            JointTensors.oneBelowTheOther(layer, "self_attn.qkv_proj", sizes);
            layer.linear(Layer.OUTPUT, "self_attn.o_proj", width, sizes.queries(), false);
            Weight both = layer.tensor("mlp.gate_up_proj.weight", 2L * sizes.inner(), width);
            layer.put(Layer.GATE, both.part(Weight.Part.of(1, 2, 0)));
            layer.put(Layer.UP, both.part(Weight.Part.of(1, 2, 1)));
            layer.linear(Layer.DOWN, "mlp.down_proj", width, sizes.inner(), false);
        });
        return weights;
    }
}
