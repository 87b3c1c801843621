package dev.cram.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.Cram;
import dev.cram.corpus.text.Document;
import dev.cram.examples.engine.ElmanModel;
import dev.cram.measure.CrammedVectors;
import dev.cram.memory.Cancellation;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ModelMismatchException;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CorpusWorkerTest {

    private static final List<Document> DOCUMENTS = List.of(
            Document.of("a", "abc"),
            Document.failed("b", "line 2 is damaged"),
            Document.of("c", ""),
            Document.of("d", "xyz"),
            Document.of("e", "hi"));

    private final FrozenModel model = new ElmanModel("elman", 0);
    private final Cram cram = Cram.with(model).batch(2).steps(300);
    private final CorpusWorker worker = new CorpusWorker(cram);

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void cram_documents_givesOneRowEachInTheirOrder() {
        List<CorpusRow> told = new ArrayList<>();

        List<CorpusRow> rows = worker.cram(DOCUMENTS, told::add).orElseThrow();

        assertThat(rows).extracting(CorpusRow::id).containsExactly("a", "b", "c", "d", "e");
        assertThat(rows).extracting(CorpusRow::isExact).containsExactly(true, false, false, true, true);
        assertThat(rows.get(1).error()).isEqualTo("line 2 is damaged");
        assertThat(rows.get(2).error()).contains("The text is empty");
        assertThat(told).containsExactlyInAnyOrderElementsOf(rows);
        MemoryVectors vectors = rows.get(0).toVectors();
        assertThat(cram.decompress(vectors)).isEqualTo("abc");
        assertThat(rows.get(0).tokens()).isEqualTo(3);
        assertThat(rows.get(0).error()).isNull();
    }

    @Test
    void cram_inexact_isARowWithItsVectorsAndWhy() {
        List<CorpusRow> rows = new CorpusWorker(cram.steps(1))
                .cram(DOCUMENTS.subList(0, 1), row -> {})
                .orElseThrow();

        assertThat(rows.get(0).isExact()).isFalse();
        assertThat(rows.get(0).error()).contains("0 of 3 tokens correct");
        assertThat(rows.get(0).hasVectors()).isTrue();
        assertThat(worker.verify(rows)).containsExactly((String) null);
    }

    @Test
    void cram_cancelled_givesNothing() {
        Cancellation handle = new Cancellation();
        handle.cancel();

        assertThat(new CorpusWorker(cram.cancellation(handle)).cram(DOCUMENTS, row -> {}))
                .isEmpty();
    }

    @Test
    void verify_rows_tellsThoseThatDoNotReturnTheirText() {
        List<CorpusRow> rows = new ArrayList<>(worker.cram(DOCUMENTS, row -> {}).orElseThrow());
        assertThat(worker.verify(rows)).isEqualTo(Collections.nCopies(5, null));

        rows.set(0, altered(rows.get(0), rows.get(3)));

        assertThat(worker.verify(rows).get(0)).startsWith("a decodes to another text: \"xyz\"");
        assertThat(worker.verify(rows).subList(1, 5)).isEqualTo(Collections.nCopies(4, null));
    }

    /** A row with the vectors of another. */
    private CorpusRow altered(CorpusRow row, CorpusRow other) {
        return CorpusRow.of(
                row.id(),
                CrammedVectors.of(
                                other.toVectors().toArray(), 1, row.toVectors().origin())
                        .withReport(cram.measure(other.toVectors(), "xyz")),
                null);
    }

    @Test
    void verify_rowsOfAnotherModel_isRefused() {
        List<CorpusRow> rows = worker.cram(DOCUMENTS, row -> {}).orElseThrow();
        try (FrozenModel other = new ElmanModel("elman", 1)) {
            assertThatThrownBy(() -> new CorpusWorker(Cram.with(other)).verify(rows))
                    .isInstanceOf(ModelMismatchException.class);
        }
    }

    @Test
    void toVectors_rowWithout_isRefusedByName() {
        assertThatThrownBy(() -> CorpusRow.failed("b", "why").toVectors())
                .isInstanceOf(CramException.class)
                .hasMessage("b has no vectors: why");
    }

    @Test
    void cram_sameDocuments_givesTheSameRows() {
        List<Document> many = IntStream.range(0, 9)
                .mapToObj(i -> Document.of("d" + i, "a" + i))
                .toList();

        List<CorpusRow> once = worker.cram(many, row -> {}).orElseThrow();
        List<CorpusRow> again = worker.cram(many, row -> {}).orElseThrow();

        for (int i = 0; i < many.size(); i++) {
            assertThat(again.get(i).vectors()).isEqualTo(once.get(i).vectors());
            assertThat(again.get(i).evaluations()).isEqualTo(once.get(i).evaluations());
        }
    }
}
