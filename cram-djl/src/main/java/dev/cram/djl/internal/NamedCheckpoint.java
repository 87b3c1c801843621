package dev.cram.djl.internal;

import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import java.util.OptionalInt;
import java.util.SortedMap;

/** A checkpoint under the name that the user gave it, which is not that of its files. */
record NamedCheckpoint(String name, Checkpoint files) implements Checkpoint {

    @Override
    public Config config() {
        return files.config();
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        return files.tensors();
    }

    @Override
    public Tokenizer tokenizer() {
        return files.tokenizer();
    }

    @Override
    public OptionalInt startToken(Tokenizer tokenizer) {
        return files.startToken(tokenizer);
    }

    @Override
    public String fingerprint() {
        return files.fingerprint();
    }

    @Override
    public void close() {
        files.close();
    }
}
