package dev.cram.examples.engine;

import dev.cram.model.TokenReader;
import java.util.function.Supplier;

/** Reads token by token: all that the network remembers is its state. */
final class ElmanReader implements TokenReader {

    private final Supplier<ElmanNetwork> network;
    private float[] state;
    private int left;
    private boolean closed;

    ElmanReader(Supplier<ElmanNetwork> network, int tokens) {
        this.network = network;
        this.state = network.get().start();
        this.left = tokens;
    }

    @Override
    public float[] read(int token) {
        ElmanNetwork open = network.get();
        if (closed || left == 0) {
            throw new IllegalStateException(closed ? "The reader is closed" : "The reader has read all its tokens");
        }
        ElmanShape.checkTokens(new int[] {token});
        left--;
        state = open.next(state, open.embedding(token));
        return open.logits(state);
    }

    @Override
    public void close() {
        closed = true;
    }
}
