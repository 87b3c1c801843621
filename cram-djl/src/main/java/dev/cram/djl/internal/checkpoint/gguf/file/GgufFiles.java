package dev.cram.djl.internal.checkpoint.gguf.file;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.MappedFile;
import dev.cram.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A model's GGUF file, or all of its files where it is split, open. */
public final class GgufFiles implements AutoCloseable {

    private final String name;
    private final List<BinaryFile> files;
    private final Gguf contents;

    private GgufFiles(String name, List<BinaryFile> files, Gguf contents) {
        this.name = name;
        this.files = List.copyOf(files);
        this.contents = contents;
    }

    /**
     * A model of one file, which is closed with it.
     *
     * @throws ModelException if the file is damaged, or a part of a model
     */
    public static GgufFiles of(BinaryFile file) {
        Gguf gguf = GgufReader.read(file);
        GgufPart.of(file.name(), gguf).checkWhole();
        return new GgufFiles(file.name(), List.of(file), gguf);
    }

    /**
     * Opens a file, and with a part of a model all others, which lie beside it.
     *
     * @throws ModelException if one is missing, damaged, not the part that its name says, or of another model
     */
    public static GgufFiles open(Path path) {
        List<BinaryFile> files = new ArrayList<>();
        try {
            GgufPart part = part(path, files);
            if (!part.isOfMany()) {
                return new GgufFiles(path.toString(), files, part.contents());
            }
            List<GgufPart> parts = new ArrayList<>();
            for (Path other : part.pathsOfAll(path)) {
                parts.add(other.equals(path) ? part : part(other, files));
            }
            return new GgufFiles(path.toString(), files, GgufPart.join(parts));
        } catch (RuntimeException e) {
            files.forEach(BinaryFile::close);
            throw e;
        }
    }

    private static GgufPart part(Path path, List<BinaryFile> files) {
        if (!Files.isRegularFile(path)) {
            throw new ModelException("There is no model file " + path.toAbsolutePath() + ": name a GGUF file");
        }
        BinaryFile file = MappedFile.open(path);
        files.add(file);
        return GgufPart.of(file.name(), GgufReader.read(file));
    }

    /** What the user named. */
    public String name() {
        return name;
    }

    /** The metadata of the first part, and the tensors of all. */
    public Gguf contents() {
        return contents;
    }

    @Override
    public void close() {
        files.forEach(BinaryFile::close);
    }
}
