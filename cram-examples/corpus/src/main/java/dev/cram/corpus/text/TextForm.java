package dev.cram.corpus.text;

import com.google.common.collect.Iterators;
import com.google.common.io.MoreFiles;
import dev.cram.model.CramException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;

/** How a file holds texts, which the ending of its name tells. */
enum TextForm {
    /** All of the file is text. */
    PLAIN("plain text") {
        @Override
        Iterator<Document> open(Path file, String name, Fields fields) throws IOException {
            try (InputStream in = PackedFile.open(file)) {
                return Iterators.singletonIterator(
                        Document.of(name, PackedFile.withoutMark(PackedFile.decode(in.readAllBytes()))));
            }
        }
    },

    /** A line is a string, or an object with a string of the text's name. */
    JSON_LINES("JSON lines") {
        @Override
        Iterator<Document> open(Path file, String name, Fields fields) throws IOException {
            return LineReader.open(file, name, (line, id, place) -> {
                try {
                    JsonLine read = JsonLine.of(line, fields);
                    return Document.of(read.id() == null ? id : read.id(), read.text());
                } catch (IOException | IllegalStateException e) {
                    return Document.failed(
                            id,
                            place + " is neither a string nor an object with the string '" + fields.text()
                                    + "': mend the line, or take it out");
                }
            });
        }
    },

    /** Comma-separated values (RFC 4180) with a line of names, one of which is the text's. */
    CSV("CSV") {
        @Override
        Iterator<Document> open(Path file, String name, Fields fields) throws IOException {
            return CsvReader.open(file, name, fields);
        }
    },

    /** A Parquet file with a column of strings of the text's name. */
    PARQUET("Parquet") {
        @Override
        Iterator<Document> open(Path file, String name, Fields fields) throws IOException {
            return ParquetTextReader.open(file, name, fields);
        }
    };

    private static final Set<String> JSON_LINES_ENDINGS = Set.of("jsonl", "ndjson");

    /** Endings of files that hold more than their text, or hold it otherwise. */
    private static final Set<String> NOT_READ =
            Set.of(("json tsv tab arrow feather avro pkl pickle npy npz zip tar tgz txz bz2 lz4 lzma 7z rar z pdf doc"
                            + " docx odt rtf epub xls xlsx ods db sqlite cram crams safetensors gguf")
                    .split(" "));

    private final String title;

    TextForm(String title) {
        this.title = title;
    }

    /** What people call it. */
    String title() {
        return title;
    }

    /**
     * The documents of a file, read as they are asked for.
     *
     * @param name what documents without a name of their own are called after
     */
    abstract Iterator<Document> open(Path file, String name, Fields fields) throws IOException;

    /**
     * The form of a file.
     *
     * @throws CramException if the ending is of a form that is not read
     */
    static TextForm of(Path file) {
        String ending = PackedFile.ending(PackedFile.name(file));
        if (NOT_READ.contains(ending)) {
            throw new CramException(
                    file + " ends in ." + ending + ", which is not read as text: convert it to plain text"
                            + " (.txt), JSON lines (.jsonl), Parquet or CSV with a column 'text'"
                            + (ending.equals("json") ? "; if each line is a JSON value, name it .jsonl" : ""));
        }
        return switch (ending) {
            case "csv" -> CSV;
            case "parquet" -> PARQUET;
            default -> JSON_LINES_ENDINGS.contains(ending) ? JSON_LINES : PLAIN;
        };
    }

    /** A file's name without the endings that are read. */
    static String stem(Path file) {
        Path unpacked = PackedFile.name(file);
        String ending = PackedFile.ending(unpacked);
        return ending.equals("txt")
                        || ending.equals("csv")
                        || ending.equals("parquet")
                        || JSON_LINES_ENDINGS.contains(ending)
                ? MoreFiles.getNameWithoutExtension(unpacked)
                : unpacked.toString();
    }
}
