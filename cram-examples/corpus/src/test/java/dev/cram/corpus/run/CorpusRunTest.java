package dev.cram.corpus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.Cram;
import dev.cram.corpus.CorpusRow;
import dev.cram.corpus.CorpusWorker;
import dev.cram.corpus.text.Document;
import dev.cram.examples.engine.ElmanModel;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusRunTest {

    private static final int CHUNK = 4;

    private static final List<Document> DOCUMENTS = Stream.concat(
                    IntStream.range(0, 9).mapToObj(i -> Document.of("d" + i, "a" + i)),
                    Stream.of(Document.failed("bad", "it is damaged")))
            .toList();

    @TempDir
    Path temporary;

    private final FrozenModel model = new ElmanModel("elman", 0);
    private final Cram cram = Cram.with(model).batch(2).steps(300);

    @AfterEach
    void close() {
        model.close();
    }

    /** Ends a run as if its process did. */
    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private static class Rows implements RunListener {

        final List<CorpusRow> rows = new ArrayList<>();
        int before;
        long expected;

        @Override
        public void onStarted(long documents) {
            expected = documents;
        }

        @Override
        public void onRow(CorpusRow row, boolean wasThere) {
            rows.add(row);
            before += wasThere ? 1 : 0;
        }
    }

    private Rows run(Cram how, Path folder) throws IOException {
        Rows rows = new Rows();
        assertThat(new CorpusRun(model, how, "none", CHUNK).run(DOCUMENTS, folder, rows))
                .isTrue();
        return rows;
    }

    private static List<CorpusRow> rows(Path folder) throws IOException {
        List<CorpusRow> rows = new ArrayList<>();
        for (Path part : CorpusRun.parts(folder)) {
            rows.addAll(CorpusRun.rows(part));
        }
        return rows;
    }

    @Test
    void run_documents_leavesPartsThatHoldARowEach() throws IOException {
        Path folder = temporary.resolve("out");

        Rows told = run(cram, folder);

        assertThat(told.expected).isEqualTo(10);
        assertThat(told.rows).hasSize(10);
        assertThat(names(folder))
                .containsExactly("_run.json", "part-00000.parquet", "part-00001.parquet", "part-00002.parquet");
        List<CorpusRow> rows = rows(folder);
        assertThat(rows)
                .extracting(CorpusRow::id)
                .isEqualTo(DOCUMENTS.stream().map(Document::id).toList());
        assertThat(rows).containsExactlyInAnyOrderElementsOf(told.rows);
        assertThat(new CorpusWorker(cram).verify(rows)).isEqualTo(Collections.nCopies(10, null));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void run_endedAgainAndAgain_endsAtTheSameRowsOnceEach() throws IOException {
        Path whole = temporary.resolve("whole");
        run(cram, whole);
        Path ended = temporary.resolve("ended");
        int calls = 0;
        for (boolean over = false; !over; calls++) {
            assertThat(calls).isLessThan(2_000);
            int[] rounds = new int[1];
            Cram ending = cram.listener(progress -> {
                if (++rounds[0] > 8) {
                    throw new Ended();
                }
            });
            try {
                run(ending, ended);
                over = true;
            } catch (Ended e) {
                // As after a kill, the next call goes on.
            }
        }

        assertThat(calls).isGreaterThan(5);
        assertThat(names(ended)).isEqualTo(names(whole));
        List<CorpusRow> expected = rows(whole);
        List<CorpusRow> found = rows(ended);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("seconds")
                    .isEqualTo(expected.get(i));
        }
    }

    @Test
    void run_done_isReadNotCrammedAgain() throws IOException {
        Path folder = temporary.resolve("out");
        run(cram, folder);
        List<CorpusRow> rows = rows(folder);

        Rows again = run(cram, folder);

        assertThat(again.before).isEqualTo(10);
        assertThat(rows(folder)).isEqualTo(rows);
    }

    @Test
    void run_leftoversOfAWriteThatEnded_goAway() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("out"));
        Files.writeString(folder.resolve("._run.json.tmp"), "half");
        Files.writeString(folder.resolve(".part-00000.parquet.tmp"), "half");

        run(cram, folder);

        assertThat(names(folder)).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void run_folderOfSomethingElse_isRefusedBeforeAnyWork() throws IOException {
        Path folder = temporary.resolve("out");
        run(cram, folder);
        List<CorpusRow> rows = rows(folder);

        assertThatThrownBy(() -> run(cram.seed(5), folder))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("holds another run: its cram was Cram[elman")
                .hasMessageContaining("name another folder");
        assertThatThrownBy(() -> new CorpusRun(model, cram, "none", CHUNK)
                        .run(List.of(Document.of("d0", "other")), folder, new Rows()))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("its documents was 10, not 1; its texts are others");
        assertThat(rows(folder)).isEqualTo(rows);

        Path other = Files.createDirectory(temporary.resolve("other"));
        Files.writeString(other.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> run(cram, other))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("holds notes.txt and no corpus run");
        assertThatThrownBy(() -> CorpusRun.parts(other))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("holds no rows of a corpus run");
        assertThatThrownBy(() ->
                        new CorpusRun(model, cram, "none", CHUNK).run(List.of(), temporary.resolve("none"), new Rows()))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("no document");
    }

    @Test
    void run_interrupted_goesOn() throws IOException {
        Path folder = temporary.resolve("out");
        Cram interrupting = cram.listener(progress -> Thread.currentThread().interrupt());

        boolean done = new CorpusRun(model, interrupting, "none", CHUNK).run(DOCUMENTS, folder, new Rows());
        assertThat(Thread.interrupted()).isTrue();

        assertThat(done).isFalse();
        run(cram, folder);
        assertThat(rows(folder)).hasSize(10);
    }

    @Test
    void rows_byDuckDb_areTheSame() throws IOException, SQLException {
        Path folder = temporary.resolve("out");
        run(cram, folder);
        List<CorpusRow> rows = rows(folder);

        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("select id, error, exact, tokens, count, width, vectors,"
                        + " text_sha256, information_gain_bits, len(vectors) as components from '" + folder
                        + "/*.parquet' order by filename")) {
            for (CorpusRow row : rows) {
                assertThat(found.next()).isTrue();
                assertThat(found.getString("id")).isEqualTo(row.id());
                assertThat(found.getString("error")).isEqualTo(row.error());
                assertThat(found.getBoolean("exact")).isEqualTo(row.isExact());
                assertThat(found.getObject("tokens")).isEqualTo(row.tokens());
                assertThat(found.getString("text_sha256")).isEqualTo(row.textSha256());
                assertThat(found.getObject("information_gain_bits")).isEqualTo(row.informationGainBits());
                if (row.vectors() != null) {
                    assertThat((Object[]) found.getArray("vectors").getArray())
                            .containsExactly(row.vectors().toArray());
                    assertThat(found.getInt("components")).isEqualTo(found.getInt("count") * found.getInt("width"));
                }
            }
            assertThat(found.next()).isFalse();
        }
    }

    /** In the Python that {@code .ci/run} sees to; where there is none, DuckDB has read the same. */
    @Test
    void rows_byPyarrow_areTheSame() throws IOException, InterruptedException {
        Path folder = temporary.resolve("out");
        run(cram, folder);
        String python = Optional.ofNullable(System.getenv("CRAM_PYTHON")).orElse("python3");
        String script = "try:\n import pyarrow.parquet as pq\nexcept ImportError:\n print('none'); raise SystemExit\n"
                + "table = pq.read_table('" + folder + "')\n"
                + "for row in table.select(['id', 'exact', 'vectors']).to_pylist():\n"
                + " print(row['id'], row['exact'], [float.hex(v) for v in row['vectors'] or []])\n";

        Process process = new ProcessBuilder(python, "-c", script)
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        if (!lines.equals(List.of("none"))) {
            assertThat(lines)
                    .isEqualTo(rows(folder).stream().map(CorpusRunTest::printed).toList());
        }
    }

    private static String printed(CorpusRow row) {
        List<Float> vectors = row.vectors() == null ? List.of() : row.vectors();
        return row.id()
                + (row.isExact() ? " True " : " False ")
                + vectors.stream()
                        .map(CorpusRunTest::hex)
                        .map(text -> "'" + text + "'")
                        .toList();
    }

    /** As Python writes it: with all digits of a double, and a sign of the exponent. */
    private static String hex(float value) {
        String hex = Double.toHexString(value);
        int point = hex.indexOf('.');
        int exponent = hex.indexOf('p');
        String digits = hex.substring(point + 1, exponent);
        String power = hex.substring(exponent + 1);
        return value == 0
                ? (1 / value < 0 ? "-0x0.0p+0" : "0x0.0p+0")
                : hex.substring(0, point + 1) + digits + "0".repeat(13 - digits.length()) + "p"
                        + (power.startsWith("-") ? power : "+" + power);
    }
}
