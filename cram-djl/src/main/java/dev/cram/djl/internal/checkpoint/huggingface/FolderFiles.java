package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.Bytes;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files in a folder. */
final class FolderFiles implements ModelFiles {

    private static final byte[] POINTER = "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);

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
    public Bytes open(String name) {
        if (!has(name)) {
            throw new ModelException(folder + " has no " + name + cureForMissing(name));
        }
        Path path = folder.resolve(name);
        try {
            Bytes bytes = Bytes.of(FileChannel.open(path), path.toString());
            if (isPointer(bytes)) {
                bytes.close();
                throw new ModelException(path + " is only a git-lfs pointer: run 'git lfs pull' in that folder");
            }
            return bytes;
        } catch (IOException e) {
            throw new ModelException("Cannot open " + path + ": " + e.getMessage(), e);
        }
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
                ? OtherForms.instead(name, names).map(form -> ", but " + form).orElse(": fetch the complete model")
                : ": its download was cut short (" + String.join(", ", partial) + "), fetch it again";
    }

    private static boolean isPointer(Bytes bytes) {
        return bytes.size() >= POINTER.length
                && bytes.slice(0, POINTER.length).mismatch(java.nio.ByteBuffer.wrap(POINTER)) < 0;
    }
}
