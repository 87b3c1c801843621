package dev.cram.corpus;

import com.google.common.collect.Lists;
import com.google.common.hash.Hashing;
import dev.cram.Cram;
import dev.cram.corpus.text.Document;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.TextResult;
import dev.cram.model.CramException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of documents, and verifies rows. Whatever drives it (a run over files, a cluster) chooses which documents it gets
 * at a time: those are crammed together, in batches of like length, so that the same documents give the same rows. Immutable;
 * as thread-safe as its model.
 */
public final class CorpusWorker {

    /** So many documents at a time, batches of 16, that most rounds are full. */
    public static final int CHUNK = 512;

    private final Cram cram;

    /**
     * A worker.
     *
     * @param cram how to cram, with an open model
     */
    public CorpusWorker(Cram cram) {
        this.cram = Objects.requireNonNull(cram, "cram");
    }

    /**
     * Crams documents.
     *
     * @param documents so many that batches are full: some hundred; all are in memory
     * @param each told of every row as soon as it is there
     * @return one row a document, in their order; empty if the work was cancelled before all were done
     */
    public Optional<List<CorpusRow>> cram(List<Document> documents, Consumer<CorpusRow> each) {
        @Nullable CorpusRow[] rows = new CorpusRow[documents.size()];
        List<Integer> readable = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            Document document = documents.get(i);
            if (document.text() != null) {
                readable.add(i);
                texts.add(document.text());
            } else {
                rows[i] = told(CorpusRow.failed(document.id(), String.valueOf(document.error())), each);
            }
        }
        try (Stream<TextResult> results = cram.compressEach(texts)) {
            results.forEach(result -> {
                int index = readable.get(result.text());
                rows[index] = told(row(documents.get(index).id(), result), each);
            });
        }
        return Arrays.asList(rows).contains(null)
                ? Optional.empty()
                : Optional.of(Arrays.stream(rows).map(Objects::requireNonNull).toList());
    }

    private static CorpusRow row(String id, TextResult result) {
        CramException error = result.error();
        @Nullable String why = error == null ? null : String.valueOf(error.getMessage());
        MemoryVectors vectors = result.vectors();
        return vectors == null ? CorpusRow.failed(id, String.valueOf(why)) : CorpusRow.of(id, vectors, why);
    }

    private static CorpusRow told(CorpusRow row, Consumer<CorpusRow> each) {
        each.accept(row);
        return row;
    }

    /**
     * Decodes the vectors of exact rows, and tells those that do not return their text.
     *
     * @param rows rows that this model made
     * @return why not, by row, in their order; null for rows that do, or are not exact
     * @throws CramException if a row's vectors were made for another model or precision
     */
    public List<@Nullable String> verify(List<CorpusRow> rows) {
        @Nullable String[] complaints = new String[rows.size()];
        List<Integer> decodable = new ArrayList<>();
        List<MemoryVectors> vectors = new ArrayList<>();
        for (int i = 0; i < complaints.length; i++) {
            if (rows.get(i).isExact()) {
                try {
                    // What they decode to is wanted, whatever it is.
                    vectors.add(rows.get(i).vectors(false));
                    decodable.add(i);
                } catch (CramException e) {
                    complaints[i] = e.getMessage();
                }
            }
        }
        List<String> texts = cram.decompressAll(vectors);
        for (int i = 0; i < texts.size(); i++) {
            int index = decodable.get(i);
            String found = Hashing.sha256()
                    .hashString(texts.get(i), StandardCharsets.UTF_8)
                    .toString();
            if (!found.equals(rows.get(index).textSha256())) {
                complaints[index] = rows.get(index).id() + " decodes to another text: " + excerpt(texts.get(i));
            }
        }
        return Lists.newArrayList(complaints);
    }

    private static String excerpt(String text) {
        return '"' + text.substring(0, Math.min(40, text.length())) + (text.length() > 40 ? "\" ..." : "\"");
    }
}
