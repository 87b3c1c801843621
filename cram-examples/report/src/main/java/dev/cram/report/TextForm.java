package dev.cram.report;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.cram.memory.CramException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

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
                        texts.add(ofJson(line));
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

    private static final Set<String> PACKED = Set.of("xz", "gz");

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
        String ending = ending(unpacked(file));
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
        Path unpacked = unpacked(file);
        String ending = ending(unpacked);
        return ending.equals("txt") || ending.equals("csv") || JSON_LINES_ENDINGS.contains(ending)
                ? MoreFiles.getNameWithoutExtension(unpacked)
                : unpacked.toString();
    }

    private static Path unpacked(Path file) {
        return PACKED.contains(ending(file))
                ? Path.of(MoreFiles.getNameWithoutExtension(file))
                : Path.of(String.valueOf(file.getFileName()));
    }

    private static String ending(Path file) {
        return Ascii.toLowerCase(MoreFiles.getFileExtension(file));
    }

    /** All characters of a file, without the mark of their order, unpacked if its name says that it is packed. */
    static String read(Path file) throws IOException {
        byte[] bytes;
        String ending = ending(file);
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = unpacking(raw, ending)) {
            bytes = in.readAllBytes();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            if (PACKED.contains(ending)) {
                throw new CramException(
                        file + " is damaged, or not what its ending ." + ending + " says"
                                + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                        e);
            }
            throw e;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new CramException(file + " is not UTF-8: convert it, or leave it out", e);
        }
    }

    private static InputStream unpacking(InputStream raw, String ending) throws IOException {
        return switch (ending) {
            case "xz" -> new XZInputStream(raw);
            case "gz" -> new GZIPInputStream(raw);
            default -> raw;
        };
    }

    private static String ofJson(String line) throws IOException {
        JsonReader json = new JsonReader(new StringReader(line));
        json.setStrictness(Strictness.STRICT);
        String text = json.peek() == JsonToken.BEGIN_OBJECT ? ofObject(json) : string(json);
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new MalformedJsonException("more than one value");
        }
        return text;
    }

    private static String ofObject(JsonReader json) throws IOException {
        @Nullable String text = null;
        json.beginObject();
        while (json.hasNext()) {
            if (!json.nextName().equals(TEXT)) {
                // Python writes NaN, which is no JSON, where a figure is missing.
                json.setStrictness(Strictness.LENIENT);
                json.skipValue();
                json.setStrictness(Strictness.STRICT);
            } else if (text != null) {
                throw new MalformedJsonException("two values of 'text'");
            } else {
                text = string(json);
            }
        }
        json.endObject();
        if (text == null) {
            throw new MalformedJsonException("no 'text'");
        }
        return text;
    }

    private static String string(JsonReader json) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            throw new MalformedJsonException("no string");
        }
        return json.nextString();
    }
}
