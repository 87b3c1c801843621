package dev.cram.examples.engine;

import dev.cram.model.TokenReader;

/** Reads token by token: all that the network remembers is its state. */
final class ElmanReader implements TokenReader {

    private final ElmanModel model;
    private float[] state;
    private int left;
    private boolean closed;

    ElmanReader(ElmanModel model, int tokens) {
        this.model = model;
        this.state = model.network().start();
        this.left = tokens;
    }

    @Override
    public float[] read(int token) {
        ElmanNetwork network = model.network();
        if (closed || left == 0) {
            throw new IllegalStateException(closed ? "The reader is closed" : "The reader has read all its tokens");
        }
        ElmanModel.checkTokens(new int[] {token});
        left--;
        state = network.next(state, network.embedding(token));
        return network.logits(state);
    }

    @Override
    public void close() {
        closed = true;
    }
}
