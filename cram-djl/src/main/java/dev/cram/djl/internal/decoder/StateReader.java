package dev.cram.djl.internal.decoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import java.util.stream.Stream;

/** Reads a text token by token; what the network remembers stays on the device. Checks no arguments. Not thread-safe. */
public final class StateReader implements AutoCloseable {

    /** DJL makes one list of arrays of such a name. */
    private static final String STATE = "state[]";

    private final TorchModule module;
    private final NDManager manager;
    private NDList state;
    private int read;

    StateReader(TorchModule module, int tokens) {
        this.module = module;
        this.manager = module.manager().newSubManager();
        try (NDManager step = manager.newSubManager()) {
            state = module.infer("reader", id(step, 0), step.create((long) tokens));
            state.attach(manager);
        }
    }

    /** Reads the next token, and returns the logits of the one to come next. */
    public float[] read(int token) {
        try (NDManager step = manager.newSubManager()) {
            state.forEach(array -> array.setName(STATE));
            NDArray[] inputs = Stream.concat(Stream.of(id(step, token), step.create((long) read)), state.stream())
                    .toArray(NDArray[]::new);
            NDList found = module.infer("read", inputs);
            NDList next = found.subNDList(1);
            next.attach(manager);
            state.close();
            state = next;
            read++;
            return found.get(0).toFloatArray();
        }
    }

    private static NDArray id(NDManager manager, long token) {
        return manager.create(new long[] {token}, new Shape(1, 1));
    }

    /** Frees what is remembered. A second call does nothing. */
    @Override
    public void close() {
        manager.close();
    }
}
