package dev.cram.corpus.text;

import com.google.common.base.CharMatcher;
import com.google.common.collect.Iterators;
import dev.cram.model.CramException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The documents of files, in the order of the files' names: plain text in UTF-8, of which a file is a document; JSON lines
 * ({@code .jsonl}, {@code .ndjson}), each a string or an object with the string {@code text}; comma-separated values ({@code
 * .csv}) and Parquet ({@code .parquet}) with a column {@code text}. Each but Parquet may be packed by xz, gzip or Zstandard
 * ({@code .xz}, {@code .gz}, {@code .zst}). What is read otherwise, such as {@code .json}, is refused by name. Immutable.
 */
public final class Documents implements Iterable<Document> {

    private static final CharMatcher WILDCARDS = CharMatcher.anyOf("*?[{");

    private final Path base;
    private final List<Path> files;
    private final Fields fields;
    private final boolean lines;

    private Documents(Path base, List<Path> files, Fields fields, boolean lines) {
        this.base = base;
        this.files = files;
        this.fields = fields;
        this.lines = lines;
    }

    /**
     * The documents of a place.
     *
     * @param input a file, a folder, which stands for all its files but those that begin with a point or {@code _}, or a
     *     pattern such as {@code books/**.txt}
     * @throws CramException if there is no such file, or one of a form that is not read
     */
    public static Documents of(String input) throws IOException {
        boolean pattern = WILDCARDS.matchesAnyOf(input) && !new File(input).exists();
        String start = pattern ? input.substring(0, WILDCARDS.indexIn(input)) : input;
        Path path = Path.of(pattern ? start.substring(0, start.lastIndexOf('/') + 1) : start);
        Path place = path.toString().isEmpty() ? Path.of(".") : path;
        if (!Files.exists(place)) {
            throw new CramException(place + " does not exist: check the name");
        }
        boolean folder = Files.isDirectory(place);
        List<Path> files = folder ? inside(place) : List.of(place);
        if (pattern) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + input);
            files = files.stream()
                    .filter(file -> matcher.matches(path.resolve(place.relativize(file))))
                    .toList();
        }
        if (files.isEmpty()) {
            throw new CramException(input + " names no file: check the name");
        }
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new CramException(file + " cannot be read: permission denied");
            }
        }
        files.forEach(TextForm::of);
        return new Documents(folder ? place : file(place), files, Fields.DEFAULT, false);
    }

    private static Path file(Path path) {
        Path folder = path.getParent();
        return folder == null ? Path.of("") : folder;
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(file ->
                            !"._".contains(String.valueOf(file.getFileName()).substring(0, 1)))
                    .sorted()
                    .toList();
        }
    }

    /** The same with other names of fields. */
    public Documents fields(Fields changed) {
        return new Documents(base, files, changed, lines);
    }

    /** The same with a document a line of plain text that is not blank, rather than a file. */
    public Documents byLine() {
        return new Documents(base, files, fields, true);
    }

    /** The files. */
    public List<Path> files() {
        return files;
    }

    /** All documents, read as they are asked for, those that cannot be read with why. */
    @Override
    public Iterator<Document> iterator() {
        return Iterators.concat(Iterators.transform(files.iterator(), this::documents));
    }

    private Iterator<Document> documents(Path file) {
        String name = base.relativize(file).toString();
        try {
            TextForm form = TextForm.of(file);
            return lines && form == TextForm.PLAIN
                    ? LineReader.open(file, name, (line, id, place) -> Document.of(id, line))
                    : form.open(file, name, fields);
        } catch (IOException e) {
            return Iterators.singletonIterator(Document.failed(name, PackedFile.complaint(file, e)));
        } catch (CramException e) {
            return Iterators.singletonIterator(Document.failed(name, String.valueOf(e.getMessage())));
        }
    }
}
