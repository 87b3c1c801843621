package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Experts;
import dev.cram.djl.internal.decoder.weight.WeightTable;
import java.util.List;

/** What the mixtures of Qwen 2 and 3 share: some layers may have one MLP instead of experts. */
record QwenMixture(Config config, Dimensions sizes, Experts experts, int inner) {

    private static final List<String> NAMES = List.of("gate_proj", "up_proj", "down_proj");

    /**
     * Reads the configuration.
     *
     * @param count the number of experts unless the configuration says it
     * @param chosen how many are chosen unless the configuration says it
     * @param inner components between the matrices of an expert unless the configuration says it
     */
    static QwenMixture read(Config config, Dimensions sizes, int count, int chosen, int inner) {
        Experts experts = Mixture.read(config, count, chosen, config.flag("norm_topk_prob", false));
        return new QwenMixture(config, sizes, experts, config.size("moe_intermediate_size", inner));
    }

    /**
     * Puts experts or MLP of each layer.
     *
     * @param shared components between the matrices of the expert that all positions share; 0: there is none
     */
    void put(WeightTable weights, int shared) {
        int step = config.size("decoder_sparse_step", 1);
        List<Integer> dense = config.integers("mlp_only_layers");
        int width = sizes.width();
        weights.eachLayer(LlamaNames.LAYERS, (layer, number) -> {
            if (dense.contains(number) || (number + 1) % step != 0) {
                LlamaNames.putMlp(layer, "mlp.", width, sizes.inner(), false);
                return;
            }
            Mixture.put(layer, "mlp.", experts, width, inner, NAMES);
            if (shared > 0) {
                LlamaNames.putMlp(layer, "mlp.shared_expert.", width, shared, false);
                layer.linear(Layer.SHARED_GATE, "mlp.shared_expert_gate", 1, width, false);
            }
        });
    }
}
