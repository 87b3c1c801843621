package dev.cram.examples;

import dev.cram.Cram;
import dev.cram.file.CramFile;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Shows how vectors are kept: written to a {@code .cram} file, and read back by somebody who has the same model.
 *
 * <pre>cram-examples/java/run VectorsInAFile "the old man"</pre>
 */
public final class VectorsInAFile {

    private VectorsInAFile() {}

    /**
     * Prints the size of the file, and the text that it gave back.
     *
     * @param args a text and a model, or nothing
     */
    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("vectors", ".cram");
        String model = args.length > 1 ? args[1] : "pocket";
        write(file, args.length > 0 ? args[0] : "the old man", model);
        System.out.println(Files.size(file) + " bytes hold: " + read(file, model));
        Files.delete(file);
    }

    static void write(Path file, String text, String location) throws IOException {
        try (FrozenModel model = Cram.open(location)) {
            CramFile.write(file, Cram.with(model).compress(text));
        }
    }

    static String read(Path file, String location) throws IOException {
        try (FrozenModel model = Cram.open(location)) {
            return Cram.with(model).decompress(CramFile.read(file)); // throws if the text is another
        }
    }
}
