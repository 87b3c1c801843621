package dev.cram.djl.internal.decoder.network;

import dev.cram.model.Precision;

/**
 * Memory that the gradient of a batch takes beside the weights, on a model's device: what the backward pass needs of the
 * forward pass, and what both need for a while. An upper estimate, from the sizes of what PyTorch keeps for each
 * operation of the programs, as its allocator counts.
 *
 * @param positionBytes bytes that grow with the input positions of all rows, a position
 * @param pairBytes bytes that grow with the square of a row's positions, a pair of them
 * @param fixedBytes bytes that do not: a piece of logits
 */
public record Footprint(long positionBytes, long pairBytes, long fixedBytes) {

    /** Logits that exist at once: 64 MB. */
    public static final int LOGITS = 1 << 24;

    /** Bytes for some rows of so many input positions each, padding included. */
    public long bytes(int rows, long positions) {
        return rows * positions * (positionBytes + pairBytes * positions) + fixedBytes;
    }

    /** The same with bytes for each pair of a row's positions. */
    Footprint withPairs(long bytes) {
        return new Footprint(positionBytes, bytes, fixedBytes);
    }

    /**
     * Adds what all networks need beside their layers: hidden states and slopes, in float32 and in the precision, and one
     * piece of logits, which in half precision stands beside its own half.
     *
     * @param layers number of layers
     * @param layer bytes a position that a layer keeps for the backward pass
     * @param passing bytes a position that a layer needs for a while in either pass
     */
    static Footprint of(int width, Precision precision, boolean checkpointing, int layers, long layer, long passing) {
        int bytes = precision.bytes();
        long kept = checkpointing ? (layers + 2L) * width * bytes + layer : layers * layer;
        long ends = width * (5L * Float.BYTES + 2L * bytes);
        long piece = (long) LOGITS * (Float.BYTES + (bytes == Float.BYTES ? 0 : bytes));
        return new Footprint(kept + passing + ends, 0, piece);
    }
}
