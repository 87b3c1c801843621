package dev.cram.report.text;

import dev.cram.model.CramException;
import dev.cram.study.text.Bounds;
import dev.cram.study.text.TextSource;
import dev.cram.study.text.TextSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Texts from files, for all commands: plain text in UTF-8, JSON lines ({@code .jsonl}), each a string or an object with the
 * string {@code text}, or comma-separated values ({@code .csv}) with a column {@code text}; each may be compressed by xz or
 * gzip ({@code .xz}, {@code .gz}). A folder stands for all its files, in the order of their names. What is read otherwise,
 * such as {@code .json} or {@code .parquet}, is refused by name. Blank texts do not count.
 */
public final class TextFiles {

    private TextFiles() {}

    /**
     * Windows of plain texts, or the texts of JSON lines or CSV.
     *
     * @param path a file, or a folder of files of one kind
     * @param bounds where windows begin
     * @param seed of the draw
     * @throws CramException if there is no text, or files of several kinds
     */
    public static TextSource source(Path path, Bounds bounds, long seed) throws IOException {
        List<String> texts = texts(path);
        String name = name(path);
        return form(path, files(path)) == TextForm.PLAIN
                ? TextSources.windows(name, texts, bounds, seed)
                : TextSources.texts(name, texts, seed);
    }

    /**
     * Texts one by one: the lines of plain texts, or the texts of JSON lines or CSV.
     *
     * @param path a file, or a folder of files of one kind
     * @throws CramException if there is no text, or files of several kinds
     */
    public static List<String> each(Path path) throws IOException {
        List<String> texts = texts(path);
        return form(path, files(path)) == TextForm.PLAIN
                ? texts.stream()
                        .flatMap(String::lines)
                        .filter(line -> !line.isBlank())
                        .toList()
                : texts;
    }

    /** Random words from a file with one word a line, or a text. */
    public static TextSource words(Path file, long seed) throws IOException {
        List<String> words = each(file).stream().map(String::strip).toList();
        if (words.size() < 2) {
            throw new CramException(file + " holds " + words.size() + " words: give one word a line, at least two");
        }
        return TextSources.randomWords("random words, " + name(file), words, seed);
    }

    /**
     * Checks, without reading them, that files of texts are there and of one kind.
     *
     * @param path a file, or a folder of files of one kind
     */
    public static void check(Path path) throws IOException {
        form(path, files(path));
    }

    private static List<String> texts(Path path) throws IOException {
        List<Path> files = files(path);
        TextForm form = form(path, files);
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.addAll(form.texts(PackedText.read(file), file));
        }
        texts.removeIf(String::isBlank);
        if (texts.isEmpty()) {
            throw new CramException(path + " holds no text: name a file or folder of text");
        }
        return texts;
    }

    private static TextForm form(Path path, Collection<Path> files) {
        List<TextForm> forms =
                files.stream().map(TextForm::of).distinct().sorted().toList();
        if (forms.size() > 1) {
            throw new CramException(path + " holds "
                    + forms.stream().map(TextForm::title).collect(Collectors.joining(" and "))
                    + ": name files of one kind");
        }
        return forms.isEmpty() ? TextForm.PLAIN : forms.get(0);
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new CramException(path + " does not exist: check the name");
        }
        if (!Files.isDirectory(path)) {
            return readable(List.of(path));
        }
        try (Stream<Path> inside = Files.walk(path)) {
            return readable(inside.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList());
        }
    }

    private static List<Path> readable(List<Path> files) {
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new CramException(file + " cannot be read: permission denied");
            }
        }
        return files;
    }

    private static String name(Path path) {
        return TextForm.stem(path.toAbsolutePath().normalize());
    }
}
