package dev.cram.djl.internal.checkpoint.gguf;

import dev.cram.djl.internal.checkpoint.huggingface.ForeignFiles;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceLayout;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Folders whose weights are in a GGUF file. */
public final class GgufFolder {

    private GgufFolder() {}

    /**
     * The GGUF file of a folder that has weights in no other form; empty if there is none.
     *
     * @throws ModelException if there are several
     */
    public static Optional<Path> model(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<String> names = names(folder);
        List<String> models = GgufNames.models(names);
        if (models.isEmpty()
                || names.contains(ForeignFiles.ADAPTER)
                || HuggingFaceLayout.weights(names::contains).isPresent()) {
            return Optional.empty();
        }
        if (models.size() > 1) {
            throw new ModelException(folder + " may be any of its GGUF files " + models + ": name one of them, as in "
                    + folder.resolve(models.get(0)));
        }
        return Optional.of(folder.resolve(models.get(0)));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new ModelException("Cannot list " + folder + ": " + e.getMessage(), e);
        }
    }
}
