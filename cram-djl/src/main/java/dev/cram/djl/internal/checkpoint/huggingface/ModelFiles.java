package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;

/** The files of one model, by name. */
public interface ModelFiles {

    /** What people call this place. */
    String location();

    /** Whether a file is there. */
    boolean has(String name);

    /**
     * Opens a file, under its name behind the place's.
     *
     * @throws dev.cram.model.ModelException naming the file and the cure if it is missing or only a placeholder
     */
    BinaryFile open(String name);
}
