package dev.cram.djl.decoder;

import java.util.List;

/**
 * What the decoder with attention computes beyond the weights it is given.
 *
 * @param layers number of layers
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads; divides {@code heads}
 * @param headDim components of a head
 * @param scale factor of the products of queries and keys
 * @param qkvLimit queries, keys and values are clipped to it; 0: they are not
 * @param window positions that a windowed layer attends to, its own included
 * @param windowed by layer: 1 if it attends only to the window, else 0
 * @param rotary by layer: row of the rotary angles that it turns by, or -1 if it does not turn
 * @param firstPosition row of the position embeddings that belongs to position 0
 * @param norm what the norms compute
 * @param parallel attention and MLP both start from the layer's input
 * @param activation the MLP's
 * @param embeddingScale factor of token embeddings
 */
record Attention(
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        double scale,
        double qkvLimit,
        int window,
        List<Integer> windowed,
        List<Integer> rotary,
        int firstPosition,
        Norm norm,
        boolean parallel,
        Activation activation,
        double embeddingScale)
        implements Network {

    /** Weights of the model. Their order is that of the program, as is that of {@link Layer}. */
    enum Model {
        EMBEDDING,
        HEAD,
        NORM,
        POSITIONS,
        INPUT_PROJECTION,
        OUTPUT_PROJECTION,
        ROTARY
    }

    /** Weights of a layer. */
    enum Layer {
        NORM,
        QUERY,
        KEY,
        VALUE,
        OUTPUT,
        QUERY_NORM,
        KEY_NORM,
        NORM_BEHIND,
        MLP_NORM,
        GATE,
        UP,
        DOWN,
        MLP_NORM_BEHIND
    }

    /**
     * What the norms compute.
     *
     * @param eps what they add to the mean square
     * @param centered whether they subtract the mean (layer norm) or not (root mean square norm)
     * @param shift added to their weights
     * @param ofSum whether those behind attention and MLP are taken after adding the residual
     */
    record Norm(double eps, boolean centered, double shift, boolean ofSum) {

        static Norm layer(double eps) {
            return new Norm(eps, true, 0, false);
        }

        static Norm rootMeanSquare(double eps) {
            return new Norm(eps, false, 0, false);
        }
    }

    @Override
    public String program() {
        return "attention_decoder.py";
    }

    @Override
    public void describe(TorchArchive archive) {
        archive.put("layers", layers)
                .put("heads", heads)
                .put("kv_heads", keyValueHeads)
                .put("head_dim", headDim)
                .put("attention_scale", scale)
                .put("qkv_limit", qkvLimit)
                .put("window", window)
                .put("windowed", windowed)
                .put("rotary", rotary)
                .put("first_position", firstPosition)
                .put("eps", norm.eps())
                .put("centered", norm.centered())
                .put("norm_shift", norm.shift())
                .put("norm_of_sum", norm.ofSum())
                .put("parallel", parallel)
                .put("activation", activation.inProgram())
                .put("embedding_scale", embeddingScale);
    }
}
