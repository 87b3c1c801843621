package dev.cram.examples.engine;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.cram.model.FrozenModel;
import dev.cram.model.Precision;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenReader;
import dev.cram.model.TokenScores;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A {@link FrozenModel} in plain Java: a random recurrent network over the bytes of UTF-8. It knows no language, so it
 * holds short texts only; it shows all that an engine must do.
 *
 * <p>Thread-safe: the weights never change.
 */
public final class ElmanModel implements FrozenModel {

    private final String name;
    private final ElmanNetwork network;
    private volatile boolean closed;

    /**
     * Draws the weights.
     *
     * @param name what to call the model
     * @param seed the same seed gives the same model
     */
    public ElmanModel(String name, long seed) {
        this.name = name;
        this.network = new ElmanNetwork(
                ElmanShape.VOCABULARY, ElmanShape.WIDTH, ElmanShape.STATES, ElmanShape.EMBEDDING_STD, seed);
    }

    /** The network, as long as the model is open. */
    ElmanNetwork network() {
        if (closed) {
            throw new IllegalStateException("The model " + name + " is closed");
        }
        return network;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        Hasher hasher = Hashing.sha256().newHasher().putString("elman, tanh, utf-8", StandardCharsets.UTF_8);
        for (float[][] matrix : network.weights()) {
            for (float[] row : matrix) {
                for (float weight : row) {
                    hasher.putFloat(weight);
                }
            }
        }
        return hasher.hash().toString();
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public int width() {
        return ElmanShape.WIDTH;
    }

    @Override
    public int vocabularySize() {
        return ElmanShape.VOCABULARY;
    }

    @Override
    public int positions() {
        return ElmanShape.POSITIONS;
    }

    @Override
    public float embeddingStd() {
        return ElmanShape.EMBEDDING_STD;
    }

    @Override
    public int[] encode(String text) {
        network();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return tokens;
    }

    @Override
    public String decode(int[] tokens) {
        network();
        byte[] bytes = new byte[tokens.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) tokens[i];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public float[] embed(int[] tokens) {
        network();
        ElmanShape.checkTokens(tokens);
        float[] embeddings = new float[tokens.length * width()];
        for (int i = 0; i < tokens.length; i++) {
            System.arraycopy(network.embedding(tokens[i]), 0, embeddings, i * width(), width());
        }
        return embeddings;
    }

    @Override
    public TokenScores score(int[] tokens) {
        network();
        ElmanShape.checkTokens(tokens);
        ElmanShape.checkPositions(tokens.length);
        float[] nats = new float[tokens.length];
        float[] margins = new float[tokens.length];
        nats[0] = (float) Math.log(ElmanShape.VOCABULARY);
        float[] state = network().start();
        for (int i = 1; i < tokens.length; i++) {
            state = network.next(state, network.embedding(tokens[i - 1]));
            float[] logits = network.logits(state);
            nats[i] = (float) Logits.nats(logits, tokens[i], 1);
            margins[i] = Logits.margin(logits, tokens[i]);
        }
        return new TokenScores(nats, margins);
    }

    @Override
    public int[][] greedy(List<float[]> vectors, int[] lengths) {
        network();
        return GreedyDecoding.texts(network, vectors, lengths);
    }

    @Override
    public TextObjective objective(List<int[]> texts) {
        network();
        return new ElmanObjective(this::network, texts);
    }

    @Override
    public TokenReader reader(int tokens) {
        network();
        ElmanShape.checkPositions(tokens);
        return new ElmanReader(this::network, tokens);
    }

    @Override
    public void close() {
        closed = true;
    }
}
