package dev.cram.djl.internal.decoder.network;

import dev.cram.djl.internal.decoder.torch.TorchArchive;

/**
 * What chooses among the experts of the layers that have a router.
 *
 * @param count number of experts; 0: no layer has any
 * @param chosen how many of them each position is given to
 * @param normalized whether the shares of those chosen add up to 1
 * @param limit the experts' gates and factors are clipped to it, as in gpt-oss; 0: they are plain
 * @param slope factor within the sigmoid of clipped gates
 */
public record Experts(int count, int chosen, boolean normalized, double limit, double slope) {

    public static final Experts NONE = plain(0, 0, false);

    /** Experts whose gates are those of the MLP. */
    public static Experts plain(int count, int chosen, boolean normalized) {
        return new Experts(count, chosen, normalized, 0, 0);
    }

    void describe(TorchArchive archive) {
        archive.put("experts", count)
                .put("expert_choices", chosen)
                .put("shares_normalized", normalized)
                .put("expert_limit", limit)
                .put("expert_slope", slope);
    }
}
