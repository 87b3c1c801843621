package dev.cram.report.text;

import com.google.common.io.MoreFiles;
import dev.cram.model.CramException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** How a file holds texts, which the ending of its name tells. */
enum TextForm {
    /** All of the file is text. */
    PLAIN("plain text") {
        @Override
        List<String> texts(String contents, Path file) {
            return List.of(contents);
        }
    },

    /** A line is a string, or an object with the string {@code text}. */
    JSON_LINES("JSON lines") {
        @Override
        List<String> texts(String contents, Path file) {
            List<String> texts = new ArrayList<>();
            int number = 0;
            for (String line : contents.lines().toList()) {
                number++;
                if (!line.isBlank()) {
                    try {
                        texts.add(JsonLine.text(line));
                    } catch (IOException | IllegalStateException e) {
                        throw new CramException(
                                file + ", line " + number
                                        + " is neither a string nor an object with the string 'text': mend the line, or"
                                        + " take it out",
                                e);
                    }
                }
            }
            return texts;
        }
    },

    /** Comma-separated values (RFC 4180) with a line of names, one of which is {@code text}. */
    CSV("CSV") {
        @Override
        List<String> texts(String contents, Path file) {
            try (CSVParser parser = CSVParser.parse(contents, FORMAT)) {
                List<String> names = parser.getHeaderNames();
                if (contents.isBlank()) {
                    return List.of();
                }
                if (Collections.frequency(names, TEXT) != 1) {
                    throw new CramException(file + " must have one column of the name 'text', but its columns are '"
                            + String.join("', '", names) + "': name them in the first line, with commas between them");
                }
                List<String> texts = new ArrayList<>();
                for (CSVRecord row : parser) {
                    if (row.size() != names.size()) {
                        throw new CramException(file + ", row " + row.getRecordNumber() + " has " + row.size()
                                + " values for " + names.size()
                                + " columns: put values with commas, quotes or line breaks into quotes");
                    }
                    texts.add(row.get(names.indexOf(TEXT)));
                }
                return texts;
            } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
                String why = String.valueOf(e.getMessage()).replaceFirst("^[\\w.]+Exception: ", "");
                throw new CramException(
                        file + " is no CSV: " + why + "; put values with commas, quotes or line breaks into"
                                + " quotes, and double the quotes inside",
                        e);
            }
        }
    };

    private static final String TEXT = "text";

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setIgnoreEmptyLines(true)
            .get();

    private static final Set<String> JSON_LINES_ENDINGS = Set.of("jsonl", "ndjson");

    /** Endings of files that hold more than their text, or hold it otherwise. */
    private static final Set<String> NOT_READ =
            Set.of(("json tsv tab parquet arrow feather avro pkl pickle npy npz zip tar tgz txz bz2 "
                            + "zst lz4 lzma 7z rar z pdf doc docx odt rtf epub xls xlsx ods db sqlite cram "
                            + "safetensors gguf")
                    .split(" "));

    private final String title;

    TextForm(String title) {
        this.title = title;
    }

    /** What people call it. */
    String title() {
        return title;
    }

    /** The texts of what a file holds; some may be blank. */
    abstract List<String> texts(String contents, Path file);

    /**
     * The form of a file.
     *
     * @throws CramException if the ending is of a form that is not read
     */
    static TextForm of(Path file) {
        String ending = PackedText.ending(PackedText.name(file));
        if (NOT_READ.contains(ending)) {
            throw new CramException(
                    file + " ends in ." + ending + ", which is not read as text: convert it to plain text"
                            + " (.txt), JSON lines (.jsonl) or CSV with a column 'text'"
                            + (ending.equals("json") ? "; if each line is a JSON value, name it .jsonl" : ""));
        }
        return JSON_LINES_ENDINGS.contains(ending) ? JSON_LINES : ending.equals("csv") ? CSV : PLAIN;
    }

    /** A file's name without the endings that are read. */
    static String stem(Path file) {
        Path unpacked = PackedText.name(file);
        String ending = PackedText.ending(unpacked);
        return ending.equals("txt") || ending.equals("csv") || JSON_LINES_ENDINGS.contains(ending)
                ? MoreFiles.getNameWithoutExtension(unpacked)
                : unpacked.toString();
    }
}
