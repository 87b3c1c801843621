package dev.cram.djl.internal.decoder.network;

import dev.cram.djl.internal.decoder.torch.TorchArchive;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.model.Precision;
import java.util.List;

/** What a decoder computes: one of the programs, and the plain values that drive it. Immutable. */
public interface Network {

    /** Names of the resources whose texts are the program, but for what all programs share. */
    List<String> program();

    /**
     * Memory that a gradient of the model takes, by what its operations keep for the backward pass.
     *
     * @param width components of an input vector
     * @param weights in the order of the program
     */
    Footprint footprint(int width, List<Weight> weights, Precision precision, boolean checkpointing);

    /** Positions beyond which a text is computed otherwise than shorter ones, so that one run takes no texts of both; 0: none. */
    default int boundary() {
        return 0;
    }

    /** Whether the program waits for values of the device on its way to an answer. */
    default boolean asksBack() {
        return false;
    }

    /** The number of layers. */
    int layers();

    /** Index of the first weight of a layer; those before that of layer 0 belong to none. */
    int place(int layer);

    /** Hands the values to the program as its attributes. */
    void describe(TorchArchive archive);
}
