package dev.cram.djl.internal.decoder.network;

import dev.cram.djl.internal.decoder.torch.TorchArchive;
import dev.cram.djl.internal.decoder.weight.Weight;
import dev.cram.model.Precision;
import java.util.List;

/**
 * What the decoder with selective state spaces computes beyond the weights it is given.
 *
 * @param layers number of layers
 * @param normEps what the norms add to the mean square
 * @param mixerEps the same of the norms of time step, B and C; 0: these are not normed
 * @param heads those of Mamba 2
 */
public record Mamba(int layers, double normEps, double mixerEps, Heads heads) implements Network {

    /** Positions of a chunk of the scan without heads. */
    private static final int CHUNK = 8;

    /** Weights of the model. Their order is that of the program, as is that of {@link Layer}. */
    public enum Model {
        EMBEDDING,
        HEAD,
        NORM
    }

    /** Weights of a layer. */
    public enum Layer {
        NORM,
        INPUT,
        CONVOLUTION,
        STEP_B_C,
        STEP,
        LOG_A,
        D,
        OUTPUT,
        GATED_NORM
    }

    /**
     * Heads of Mamba 2, each with one time step, A and D.
     *
     * @param count number of heads; 0: Mamba 1, where each channel has its own
     * @param groups groups of heads that share B and C
     * @param states state of a channel
     * @param leastStep time steps are at least this
     * @param largestStep time steps are at most this
     */
    public record Heads(int count, int groups, int states, double leastStep, double largestStep) {

        public static final Heads NONE = new Heads(0, 0, 0, 0, 0);

        /** Positions that are scanned at once. */
        private static final int PIECE = 64;

        /** What a layer keeps a position: B and C of all heads, decays within a piece, and a share of a piece's state. */
        private long footprint(long inner) {
            return Float.BYTES * (8L * count * states + 4L * count * PIECE + 8 * inner + 3 * inner * states / PIECE);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The scan keeps decay and state of every position in float32, the state twice where it works in chunks, or with
     * heads those of every piece of positions; projections, convolution and gate keep some vectors of all channels.
     */
    @Override
    public Footprint footprint(int width, List<Weight> weights, Precision precision, boolean checkpointing) {
        long channels = size(weights, Layer.D);
        long states = size(weights, Layer.LOG_A);
        int bytes = precision.bytes();
        if (heads.count() > 0) {
            long inner = size(weights, Layer.OUTPUT) / width;
            long layer = heads.footprint(inner) + 6L * bytes * (inner + width) + Float.BYTES * (long) width;
            return Footprint.of(width, precision, checkpointing, layers, layer, layer);
        }
        long layer = Float.BYTES * (3 * states + 2 * states / CHUNK + 5 * channels + width) + 8L * bytes * channels;
        long passing = Float.BYTES * (3 * states + 4 * channels);
        return Footprint.of(width, precision, checkpointing, layers, layer, passing);
    }

    /** Elements of a weight of the first layer. */
    private long size(List<Weight> weights, Layer role) {
        return weights.get(place(0) + 2 * List.of(Layer.values()).indexOf(role)).size();
    }

    @Override
    public int place(int layer) {
        return 2 * (Model.values().length + Layer.values().length * layer);
    }

    @Override
    public List<String> program() {
        return List.of("mamba_decoder.py");
    }

    @Override
    public void describe(TorchArchive archive) {
        archive.put("layers", layers)
                .put("eps", normEps)
                .put("mixer_eps", mixerEps)
                .put("heads", heads.count())
                .put("groups", heads.groups())
                .put("states", heads.states())
                .put("least_step", heads.leastStep())
                .put("largest_step", heads.largestStep());
        Logits.PLAIN.describe(archive);
    }
}
