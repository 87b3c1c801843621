package dev.cram.djl.internal;

import dev.cram.djl.internal.decoder.StateReader;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.model.TokenReader;

/** A reader whose calls wait for those of its model. */
final class DjlReader implements TokenReader {

    private final ModelLock lock;
    private final DecoderSpec spec;
    private final StateReader state;
    private int left;
    private boolean closed;

    DjlReader(ModelLock lock, DecoderSpec spec, StateReader state, int tokens) {
        this.lock = lock;
        this.spec = spec;
        this.state = state;
        this.left = tokens;
    }

    @Override
    public float[] read(int token) {
        return lock.call(() -> {
            if (closed) {
                throw new IllegalStateException("This reader is closed: make another");
            }
            if (left == 0) {
                throw new IllegalStateException("This reader has read all tokens that it was made for");
            }
            ArgumentChecks.checkTokens(spec, new int[] {token});
            left--;
            return state.read(token);
        });
    }

    @Override
    public void close() {
        lock.free(() -> {
            if (!closed) {
                closed = true;
                state.close();
            }
        });
    }
}
