package dev.cram.djl.internal.decoder.network;

import dev.cram.djl.internal.decoder.torch.TorchArchive;

/**
 * What becomes of the logits.
 *
 * @param scale their factor
 * @param cap they are then drawn softly below it; 0: they are not
 */
public record Logits(double scale, double cap) {

    /** They stay as they are. */
    public static final Logits PLAIN = new Logits(1, 0);

    void describe(TorchArchive archive) {
        archive.put("logit_scale", scale).put("logit_cap", cap);
    }
}
