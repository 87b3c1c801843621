package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.Bytes;

/** The files of one model, by name. */
public interface ModelFiles extends AutoCloseable {

    /** What people call this place. */
    String location();

    /** Whether a file is there. */
    boolean has(String name);

    /**
     * Opens a file.
     *
     * @throws dev.cram.model.ModelException naming the file and the cure if it is missing or only a placeholder
     */
    Bytes open(String name);

    @Override
    default void close() {}
}
