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
 */
public record Mamba(int layers, double normEps) implements Network {

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
        OUTPUT
    }

    /**
     * {@inheritDoc}
     *
     * <p>The scan keeps decay and state of every position in float32; projections, convolution and gate keep some
     * vectors of all channels.
     */
    @Override
    public Footprint footprint(int width, List<Weight> weights, Precision precision, boolean checkpointing) {
        long channels = size(weights, Layer.D);
        long states = size(weights, Layer.LOG_A);
        int bytes = precision.bytes();
        long layer = Float.BYTES * (2 * states + 5 * channels + width) + 8L * bytes * channels;
        long passing = Float.BYTES * (3 * states + 4 * channels);
        return Footprint.of(width, precision, checkpointing, layers, layer, passing);
    }

    /** Elements of a weight of the first layer. */
    private static long size(List<Weight> weights, Layer role) {
        int place = 2 * (Model.values().length + List.of(Layer.values()).indexOf(role));
        return weights.get(place).size();
    }

    @Override
    public String program() {
        return "mamba_decoder.py";
    }

    @Override
    public void describe(TorchArchive archive) {
        archive.put("layers", layers).put("eps", normEps);
        Logits.PLAIN.describe(archive);
    }
}
