package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Files that ship with a class, in a folder beside it; in a jar or not. Each is read into memory when opened. */
record ResourceFiles(String location, Class<?> anchor, String folder) implements ModelFiles {

    @Override
    public boolean has(String name) {
        return anchor.getResource(folder + "/" + name) != null;
    }

    @Override
    public BinaryFile open(String name) {
        try (InputStream stream = Objects.requireNonNull(anchor.getResourceAsStream(folder + "/" + name), name)) {
            return new MemoryFile(location + "/" + name, stream.readAllBytes());
        } catch (IOException | NullPointerException e) {
            throw new ModelException(
                    "The built-in model " + location + " lacks " + name
                            + ": the cram-djl jar is damaged, fetch it again",
                    e);
        }
    }
}
