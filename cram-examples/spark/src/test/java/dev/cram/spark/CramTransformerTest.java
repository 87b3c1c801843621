package dev.cram.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.Cram;
import dev.cram.corpus.CorpusRow;
import dev.cram.corpus.CorpusWorker;
import dev.cram.corpus.text.Document;
import dev.cram.examples.engine.ElmanModel;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker in threads of this process, and in processes of their own, one of which is killed. */
class CramTransformerTest {

    private static final StructType TEXTS =
            new StructType().add("name", DataTypes.IntegerType).add("body", DataTypes.StringType);

    private static final CramSettings SETTINGS =
            CramSettings.defaults().recipe(Recipes.standard().steps(300)).batch(2);

    private static final int CHUNK = 3;
    private static final int MOST_SECONDS = 120;

    @TempDir
    Path folder;

    private Path opened = Path.of("");
    private @Nullable SparkSession session;

    @AfterEach
    void stop() {
        if (session != null) {
            session.stop();
        }
    }

    private SparkSession session() {
        return Objects.requireNonNull(session);
    }

    private CramTransformer start(String master) throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        session = SparkSession.builder()
                .master(master)
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
        session().sparkContext().setLogLevel("ERROR");
        opened = folder.resolve("opened-" + master.charAt(6));
        return CramTransformer.of("counted:" + opened).settings(SETTINGS).chunk(CHUNK);
    }

    private Dataset<Row> texts(int count, int partitions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(RowFactory.create(i, i == 4 ? null : i == 5 ? "" : "a" + i));
        }
        return session().createDataFrame(rows, TEXTS).coalesce(1).repartition(partitions);
    }

    private static List<CorpusRow> collect(Dataset<Row> crammed) {
        return crammed.collectAsList().stream()
                .map(RowSchema::read)
                .sorted(Comparator.comparing(row -> Integer.valueOf(row.id())))
                .toList();
    }

    private static void assertSame(List<CorpusRow> rows, List<CorpusRow> expected) {
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("seconds")
                    .isEqualTo(expected.get(i));
        }
    }

    @Test
    void cram_inThreads_givesTheRowsOfTheWorkerFromOneModel() throws IOException {
        CramTransformer transformer = start("local[2]");
        List<CorpusRow> rows = collect(transformer.cram(texts(3, 1), "name", "body"));

        try (FrozenModel model = new ElmanModel("elman", 0)) {
            List<Document> documents = IntStream.range(0, 3)
                    .mapToObj(i -> Document.of("" + i, "a" + i))
                    .toList();
            assertSame(
                    rows,
                    new CorpusWorker(Cram.with(model, SETTINGS))
                            .cram(documents, row -> {})
                            .orElseThrow());
        }
        List<CorpusRow> more = collect(transformer.cram(texts(12, 4), "name", "body"));
        assertThat(more).hasSize(12);
        assertThat(more.get(4).error()).isEqualTo("the text is null");
        assertThat(more.get(5).error()).contains("The text is empty");
        assertThat(Files.readAllLines(opened)).hasSize(1);
    }

    @Test
    void verify_parquet_tellsWhatReturns() throws IOException {
        CramTransformer transformer = start("local[2]");
        String parquet = folder.resolve("rows").toString();
        transformer.cram(texts(6, 2), "name", "body").write().parquet(parquet);

        Dataset<Row> read = session().read().parquet(parquet);
        assertThat(read.columns()).startsWith("id", "error", "exact", "tokens", "count", "width", "vectors");
        List<Row> verified = transformer.verify(read).sort("id").collectAsList();

        assertThat(verified).hasSize(6);
        for (Row row : verified) {
            boolean readable = !List.of("4", "5").contains(row.getString(0));
            assertThat(row.getBoolean(2)).as(row.toString()).isEqualTo(readable);
            assertThat(row.isNullAt(3)).isEqualTo(readable);
        }
        assertThat(transformer.verify(read.limit(0)).count()).isZero();
    }

    @Test
    void cram_anExecutorIsKilled_givesTheSameRowsOnceEach() throws IOException {
        List<CorpusRow> expected = collect(start("local[2]").cram(texts(16, 4), "name", "body"));
        stop();
        CramTransformer transformer = start("local-cluster[2,1,1024]");

        CompletableFuture<List<CorpusRow>> rows =
                CompletableFuture.supplyAsync(() -> collect(transformer.cram(texts(16, 4), "name", "body")));
        ProcessHandle killed = executorAtWork(rows);
        assertThat(killed.destroyForcibly()).isTrue();

        assertSame(rows.join(), expected);
        assertThat(Files.readAllLines(opened))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(1)
                .contains("" + killed.pid());
    }

    /** One that has opened its model. */
    private ProcessHandle executorAtWork(CompletableFuture<?> job) {
        for (int i = 0; i < MOST_SECONDS * 100 && !job.isDone(); i++) {
            try {
                Optional<ProcessHandle> executor = Files.exists(opened)
                        ? Files.readAllLines(opened).stream()
                                .findFirst()
                                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                        : Optional.empty();
                if (executor.isPresent()) {
                    return executor.get();
                }
                Thread.sleep(10);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("no executor has begun: " + job);
    }
}
