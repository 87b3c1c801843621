package dev.cram.corpus.text;

import com.google.common.collect.AbstractIterator;
import dev.cram.model.CramException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the documents of one file, one after the other; what ends its reading is the last. */
abstract class DocumentReader extends AbstractIterator<Document> {

    private final Path file;
    private final String name;
    private final Closeable source;
    private boolean failed;

    /**
     * Of a file.
     *
     * @param name what documents without a name of their own are called after
     * @param source closed once nothing more is read
     */
    DocumentReader(Path file, String name, Closeable source) {
        this.file = file;
        this.name = name;
        this.source = source;
    }

    /** The next document; null if there is none. */
    abstract @Nullable Document read() throws IOException;

    @Override
    protected final @Nullable Document computeNext() {
        try {
            Document document = failed ? null : read();
            if (document == null) {
                source.close();
                return endOfData();
            }
            return document;
        } catch (IOException e) {
            failed = true;
            return Document.failed(name, PackedFile.complaint(file, e));
        } catch (CramException e) {
            failed = true;
            return Document.failed(name, String.valueOf(e.getMessage()));
        }
    }

    final Path file() {
        return file;
    }

    /** What the document of a place in the file is called if it has no name. */
    final String id(long place) {
        return name + ":" + place;
    }
}
