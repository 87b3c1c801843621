package dev.cram.corpus.text;

import dev.cram.model.CramException;
import dev.cram.study.text.Bounds;
import dev.cram.study.text.TextSource;
import dev.cram.study.text.TextSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Texts from files, as {@link Documents} reads them, where one that cannot be read ends the work. Blank texts do not count. */
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
        Documents documents = Documents.of(path.toString());
        boolean plain = form(path, documents) == TextForm.PLAIN;
        List<String> texts = texts(path, documents);
        String name = name(path);
        return plain ? TextSources.windows(name, texts, bounds, seed) : TextSources.texts(name, texts, seed);
    }

    /**
     * Texts one by one: the lines of plain texts, or the texts of JSON lines or CSV.
     *
     * @param path a file, or a folder of files of one kind
     * @throws CramException if there is no text, or files of several kinds
     */
    public static List<String> each(Path path) throws IOException {
        Documents documents = Documents.of(path.toString());
        boolean plain = form(path, documents) == TextForm.PLAIN;
        List<String> texts = texts(path, documents);
        return plain
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
        var unused = form(path, Documents.of(path.toString()));
    }

    private static List<String> texts(Path path, Documents documents) {
        List<String> texts = new ArrayList<>();
        for (Document document : documents) {
            texts.add(document.orThrow());
        }
        texts.removeIf(String::isBlank);
        if (texts.isEmpty()) {
            throw new CramException(path + " holds no text: name a file or folder of text");
        }
        return texts;
    }

    private static TextForm form(Path path, Documents documents) {
        List<TextForm> forms =
                documents.files().stream().map(TextForm::of).distinct().sorted().toList();
        if (forms.size() > 1) {
            throw new CramException(path + " holds "
                    + forms.stream().map(TextForm::title).collect(Collectors.joining(" and "))
                    + ": name files of one kind");
        }
        return forms.get(0);
    }

    private static String name(Path path) {
        return TextForm.stem(path.toAbsolutePath().normalize());
    }
}
