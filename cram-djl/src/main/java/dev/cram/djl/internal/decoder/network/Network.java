package dev.cram.djl.internal.decoder.network;

import dev.cram.djl.internal.decoder.torch.Precision;
import dev.cram.djl.internal.decoder.torch.TorchArchive;

/** What a decoder computes: one of the programs, and the plain values that drive it. Immutable. */
public sealed interface Network permits Attention, Mamba {

    /** Name of the program's resource. */
    String program();

    /** Memory that a gradient of the model takes, by what its operations keep for the backward pass. */
    Footprint footprint(DecoderSpec spec, Precision precision, boolean checkpointing);

    /** Hands the values to the program as its attributes. */
    void describe(TorchArchive archive);
}
