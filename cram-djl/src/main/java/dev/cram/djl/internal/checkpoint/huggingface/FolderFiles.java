package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.MappedFile;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files in a folder. */
final class FolderFiles implements ModelFiles {

    private final Path folder;

    FolderFiles(Path folder) {
        this.folder = folder;
        if (!Files.exists(folder)) {
            throw new ModelException("There is no model folder " + folder.toAbsolutePath()
                    + ": name a folder with config.json, tokenizer.json and the weights, a GGUF file, or 'pocket'");
        }
        if (!Files.isDirectory(folder)) {
            throw new ModelException(
                    folder.toAbsolutePath() + " is not a folder: name the folder that holds the model's files");
        }
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    @Override
    public BinaryFile open(String name) {
        if (!has(name)) {
            throw new ModelException(folder + " has no " + name + cureForMissing(name));
        }
        return MappedFile.open(folder.resolve(name));
    }

    private String cureForMissing(String name) {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new ModelException("Cannot list " + folder + ": " + e.getMessage(), e);
        }
        List<String> partial = names.stream()
                .filter(file -> file.endsWith(".incomplete") || file.endsWith(".part") || file.endsWith(".tmp"))
                .toList();
        return partial.isEmpty()
                ? ForeignFiles.instead(name, names).map(form -> ", but " + form).orElse(": fetch the complete model")
                : ": its download was cut short (" + String.join(", ", partial) + "), fetch it again";
    }
}
