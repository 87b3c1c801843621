package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Attention.Expert;
import dev.cram.djl.internal.decoder.network.Attention.Layer;
import dev.cram.djl.internal.decoder.network.Experts;
import dev.cram.djl.internal.decoder.weight.WeightBlock;
import java.util.List;

/** Mixtures of experts: what configurations say of them, and the names of their tensors. */
final class Mixture {

    /** The entries that tell how many experts there are. */
    static final List<String> COUNTS = List.of("num_experts", "num_local_experts");

    private static final String CHOSEN = "num_experts_per_tok";

    /** More than any published model has; a configuration that asks for more is damaged or hostile. */
    private static final int MOST = 1 << 10;

    private Mixture() {}

    /**
     * Reads how many experts there are, and how many a position is given to.
     *
     * @param count the number of experts unless the configuration says it
     * @param chosen how many are chosen unless the configuration says it
     */
    static Experts read(Config config, int count, int chosen, boolean normalized) {
        int experts = Dimensions.either(config, COUNTS.get(0), COUNTS.get(1), count);
        if (experts > MOST) {
            throw config.error("asks for " + experts + " experts, where no published model has more than " + MOST
                    + ": fetch the file again");
        }
        int some = config.size(CHOSEN, chosen);
        if (some > experts) {
            throw config.error("gives each position to " + some + " experts (" + CHOSEN + ") of its " + experts
                    + ": fetch the file again");
        }
        return Experts.plain(experts, some, normalized);
    }

    /** Router and experts of a layer, each with tensors of its own. */
    static void put(WeightBlock layer, String name, Experts experts, int width, int inner, List<String> names) {
        layer.linear(Layer.ROUTER, name + "gate", experts.count(), width, false);
        for (int i = 0; i < experts.count(); i++) {
            WeightBlock expert = layer.expert(i);
            String own = name + "experts." + i + ".";
            expert.linear(Expert.GATE, own + names.get(0), inner, width, false);
            expert.linear(Expert.UP, own + names.get(1), inner, width, false);
            expert.linear(Expert.DOWN, own + names.get(2), width, inner, false);
        }
    }
}
