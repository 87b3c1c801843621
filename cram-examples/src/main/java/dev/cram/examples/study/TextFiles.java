package dev.cram.examples.study;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.api.CramException;
import dev.cram.capacity.study.TextSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * Texts from files: plain text in UTF-8, or JSON lines ({@code .jsonl}), each a string or an object with the string {@code
 * text}; either may be compressed by xz ({@code .xz}). A folder stands for all its files, in the order of their names.
 */
public final class TextFiles {

    private TextFiles() {}

    /**
     * Windows of plain texts, or the texts of JSON lines.
     *
     * @param path a file, or a folder of files of one kind
     * @param bounds where windows begin
     * @param seed of the draw
     * @throws CramException if there is no text, or files of both kinds
     */
    public static TextSource source(Path path, TextSource.Bounds bounds, long seed) throws IOException {
        List<Path> files = files(path);
        long lines = files.stream().filter(TextFiles::isJsonLines).count();
        if (lines != 0 && lines != files.size()) {
            throw new CramException(path + " holds both plain texts and JSON lines: name one kind of files");
        }
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            String text = read(file);
            if (lines > 0) {
                texts.addAll(jsonLines(text, file));
            } else if (!text.isBlank()) {
                texts.add(text);
            }
        }
        if (texts.isEmpty()) {
            throw new CramException(path + " holds no text: name a folder or files of text");
        }
        String name = name(path);
        return lines > 0 ? TextSource.texts(name, texts, seed) : TextSource.windows(name, texts, bounds, seed);
    }

    /** Random words from a file with one word a line. */
    public static TextSource words(Path file, long seed) throws IOException {
        List<String> words = read(file)
                .lines()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.size() < 2) {
            throw new CramException(file + " holds " + words.size() + " words: give one word a line, at least two");
        }
        return TextSource.randomWords("random words, " + name(file), words, seed);
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new CramException(path + " does not exist: check the name");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.walk(path)) {
            return inside.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isJsonLines(Path file) {
        return file.toString().replaceFirst("\\.xz$", "").endsWith(".jsonl");
    }

    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName())
                .replaceFirst("\\.xz$", "")
                .replaceFirst("\\.(txt|jsonl)$", "");
    }

    private static String read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".xz") ? new XZInputStream(raw) : raw) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CramException(file + " is not UTF-8: convert it, or leave it out", e);
        }
    }

    private static List<String> jsonLines(String lines, Path file) {
        List<String> texts = new ArrayList<>();
        int number = 0;
        for (String line : lines.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                try {
                    JsonElement element = JsonParser.parseString(line);
                    texts.add(
                            (element.isJsonObject() ? element.getAsJsonObject().get("text") : element).getAsString());
                } catch (JsonParseException | IllegalStateException | NullPointerException e) {
                    throw new CramException(
                            file + ", line " + number + " is neither a string nor an object with the string 'text'", e);
                }
            }
        }
        return texts;
    }
}
