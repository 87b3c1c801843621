package dev.cram.corpus.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Documents that are lines; blank ones do not count. A line that is not UTF-8 does not spoil the next. */
final class LineReader extends DocumentReader {

    private final LineForm form;
    private final BufferedReader lines;
    private long line;

    private LineReader(Path file, String name, LineForm form, BufferedReader lines) {
        super(file, name, lines);
        this.form = form;
        this.lines = lines;
    }

    static LineReader open(Path file, String name, LineForm form) throws IOException {
        // Bytes as characters, until each line is decoded on its own.
        return new LineReader(
                file,
                name,
                form,
                new BufferedReader(new InputStreamReader(PackedFile.open(file), StandardCharsets.ISO_8859_1)));
    }

    /** How a line holds a document. */
    @FunctionalInterface
    interface LineForm {

        /** The document of a line. */
        Document read(String line, String id, String place);
    }

    @Override
    @Nullable Document read() throws IOException {
        for (String bytes = lines.readLine(); bytes != null; bytes = lines.readLine()) {
            line++;
            String id = id(line);
            try {
                String decoded = PackedFile.decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
                String text = line == 1 ? PackedFile.withoutMark(decoded) : decoded;
                if (!text.isBlank()) {
                    return form.read(text, id, file() + ", line " + line);
                }
            } catch (IOException e) {
                return Document.failed(
                        id, file() + ", line " + line + " is not UTF-8: convert the file, or leave it out");
            }
        }
        return null;
    }
}
