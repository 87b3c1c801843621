package dev.cram.djl.internal.checkpoint;

import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * A published model: its configuration, its tensors and its tokenizer. Not thread-safe. Must stay open while tensors
 * are read; configuration and tokenizer outlive it.
 */
public interface Checkpoint extends AutoCloseable {

    /** What people call it: the location it was opened from. */
    String name();

    /** The contents of {@code config.json}. */
    Config config();

    /**
     * All tensors by name, described; their contents are read on demand. A tensor that the file shares between names is there
     * under each of them.
     */
    SortedMap<String, Tensor> tensors();

    /**
     * Opens the tokenizer, which the caller closes.
     *
     * @throws dev.cram.model.ModelException if it is missing, damaged or of an unsupported kind
     */
    Tokenizer tokenizer();

    /** The token that the model's own template puts before a text, as its tokenizer knows it; empty if there is none. */
    OptionalInt startToken(Tokenizer tokenizer);

    /** Identifies configuration, tokenizer and tensor contents by 64 hexadecimal digits; see {@link Fingerprint}. */
    String fingerprint();

    /** Closes the files. A second call does nothing. */
    @Override
    void close();
}
