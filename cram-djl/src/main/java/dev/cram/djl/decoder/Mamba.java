package dev.cram.djl.decoder;

/**
 * What the decoder with selective state spaces computes beyond the weights it is given.
 *
 * @param layers number of layers
 * @param normEps what the norms add to the mean square
 */
record Mamba(int layers, double normEps) implements Network {

    /** Weights of the model. Their order is that of the program, as is that of {@link Layer}. */
    enum Model {
        EMBEDDING,
        HEAD,
        NORM
    }

    /** Weights of a layer. */
    enum Layer {
        NORM,
        INPUT,
        CONVOLUTION,
        STEP_B_C,
        STEP,
        LOG_A,
        D,
        OUTPUT
    }

    @Override
    public String program() {
        return "mamba_decoder.py";
    }

    @Override
    public void describe(TorchArchive archive) {
        archive.put("layers", layers).put("eps", normEps);
    }
}
