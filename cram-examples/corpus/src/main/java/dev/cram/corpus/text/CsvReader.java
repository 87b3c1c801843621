package dev.cram.corpus.text;

import dev.cram.model.CramException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** Documents that are rows of comma-separated values (RFC 4180), with a line of names. */
final class CsvReader extends DocumentReader {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setIgnoreEmptyLines(true)
            .get();

    private final Fields fields;
    private final Reader text;
    private @Nullable CSVParser parser;
    private Iterator<CSVRecord> rows = Collections.emptyIterator();
    private List<String> names = List.of();

    private CsvReader(Path file, String name, Fields fields, Reader text) {
        super(file, name, text);
        this.fields = fields;
        this.text = text;
    }

    static CsvReader open(Path file, String name, Fields fields) throws IOException {
        InputStream bytes = PackedFile.open(file);
        return new CsvReader(
                file,
                name,
                fields,
                new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder())));
    }

    @Override
    @Nullable Document read() throws IOException {
        try {
            if (parser == null) {
                begin();
            }
            return rows.hasNext() ? document(rows.next()) : null;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            if (e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException) {
                throw new CharacterCodingException();
            }
            String why = String.valueOf(e.getMessage()).replaceFirst("^[\\w.]+Exception: ", "");
            throw new CramException(
                    file() + " is no CSV: " + why + "; put values with commas, quotes or line breaks into quotes, and"
                            + " double the quotes inside",
                    e);
        }
    }

    private void begin() throws IOException {
        skipMark();
        parser = CSVParser.parse(text, FORMAT);
        names = parser.getHeaderNames();
        rows = parser.iterator();
        boolean blank = names.stream().allMatch(String::isBlank) && !rows.hasNext();
        if (!blank && Collections.frequency(names, fields.text()) != 1) {
            throw new CramException(file() + " must have one column of the name '" + fields.text()
                    + "', but its columns are '" + String.join("', '", names)
                    + "': name them in the first line, with commas between them");
        }
    }

    private void skipMark() throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
    }

    private Document document(CSVRecord row) {
        String id = id(row.getRecordNumber());
        if (row.size() != names.size()) {
            return Document.failed(
                    id,
                    file() + ", row " + row.getRecordNumber() + " has " + row.size() + " values for " + names.size()
                            + " columns: put values with commas, quotes or line breaks into quotes");
        }
        int named = names.indexOf(fields.id());
        return Document.of(named < 0 ? id : row.get(named), row.get(names.indexOf(fields.text())));
    }
}
