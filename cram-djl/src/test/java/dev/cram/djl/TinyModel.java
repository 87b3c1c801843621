package dev.cram.djl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.StringJoiner;

/** A model of 160 tokens and three layers in a folder of the test's own, with one letter a token. */
public final class TinyModel {

    private TinyModel() {}

    /** The folder of a golden case. */
    public static Path golden(String name) {
        return resource("goldens/" + name);
    }

    /** A file or folder of the tests' resources. */
    public static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(TinyModel.class.getResource("/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Copies a golden case to a folder and adds a tokenizer. */
    public static Path copy(String name, Path folder) {
        try {
            for (String file : new String[] {"config.json", "model.safetensors"}) {
                Files.copy(golden(name).resolve(file), folder.resolve(file));
            }
            Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a piece of text in a file. */
    public static void edit(Path file, String from, String to) {
        try {
            String text = Files.readString(file);
            if (!text.contains(from)) {
                throw new AssertionError(file + " has no " + from);
            }
            Files.writeString(file, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tokenizer() {
        StringJoiner vocabulary = new StringJoiner(",");
        vocabulary.add("\"<end>\":0").add("\" \":1");
        for (char letter = 'a'; letter <= 'z'; letter++) {
            vocabulary.add("\"" + letter + "\":" + (letter - 'a' + 2));
        }
        return "{\"version\":\"1.0\",\"added_tokens\":[{\"id\":0,\"content\":\"<end>\",\"single_word\":false,"
                + "\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":true}],"
                + "\"decoder\":{\"type\":\"Fuse\"},\"model\":{\"type\":\"BPE\",\"vocab\":{" + vocabulary
                + "},\"merges\":[]}}";
    }
}
