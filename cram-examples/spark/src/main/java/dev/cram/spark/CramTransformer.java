package dev.cram.spark;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Iterators;
import dev.cram.Cram;
import dev.cram.corpus.CorpusRow;
import dev.cram.corpus.CorpusWorker;
import dev.cram.corpus.text.Document;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import dev.cram.recipe.CramSettings;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Crams a column of texts, and verifies what came of it, by the worker of {@code cram corpus}. Each executor process opens one
 * model. Texts of a partition are crammed some hundred at a time, in batches of like length, so that a task that is retried
 * gives the same rows if its partition gives the same texts in the same order. Immutable; each step returns a new value.
 */
public final class CramTransformer implements Serializable {

    private static final long serialVersionUID = 1;

    private static final StructType VERIFIED = new StructType()
            .add("id", DataTypes.StringType, false)
            .add("exact", DataTypes.BooleanType, true)
            .add("returned", DataTypes.BooleanType, false)
            .add("error", DataTypes.StringType, true);

    private final String location;
    private final @Nullable Precision precision;
    private final int threads;
    private final CramSettings settings;
    private final int chunk;

    private CramTransformer(
            String location, @Nullable Precision precision, int threads, CramSettings settings, int chunk) {
        this.location = location;
        this.precision = precision;
        this.threads = threads;
        this.settings = settings;
        this.chunk = chunk;
    }

    /**
     * With a model, in the precision that suits it.
     *
     * @param location as {@link Cram#open(String)} takes it; what executors can reach
     * @return the transformer, with the defaults of {@link CramSettings}
     */
    public static CramTransformer of(String location) {
        return new CramTransformer(
                Objects.requireNonNull(location, "location"), null, 0, CramSettings.defaults(), CorpusWorker.CHUNK);
    }

    /** The same in a precision. */
    public CramTransformer precision(Precision changed) {
        return new CramTransformer(location, changed, threads, settings, chunk);
    }

    /** The same with so many threads on the CPU, rather than as many as {@code spark.executor.cores}, or one a core. */
    public CramTransformer threads(int changed) {
        return new CramTransformer(location, precision, changed, settings, chunk);
    }

    /** The same with other choices. */
    public CramTransformer settings(CramSettings changed) {
        return new CramTransformer(location, precision, threads, Objects.requireNonNull(changed, "settings"), chunk);
    }

    /** The same with so many texts at a time, {@link CorpusWorker#CHUNK} by default. */
    public CramTransformer chunk(int changed) {
        checkArgument(changed >= 1, "chunk must be at least 1, but was %s", changed);
        return new CramTransformer(location, precision, threads, settings, changed);
    }

    /**
     * Crams a column.
     *
     * @param texts rows with a column of strings
     * @param id the column of what texts are called
     * @param text the column of the texts
     * @return one row a text, with the columns of {@link CorpusRow}; a text that cannot be crammed is a row with its error
     */
    public Dataset<Row> cram(Dataset<Row> texts, String id, String text) {
        MapPartitionsFunction<Row, Row> function = rows -> {
            CorpusWorker worker = worker();
            return chunks(
                    rows,
                    some -> worker
                            .cram(some.stream().map(CramTransformer::document).toList(), row -> {})
                            .orElseThrow(() -> new TaskKilledException("it was interrupted"))
                            .stream()
                            .map(RowSchema::row)
                            .toList());
        };
        return texts.select(
                        texts.col(id).cast(DataTypes.StringType).as("id"),
                        texts.col(text).cast(DataTypes.StringType).as("text"))
                .mapPartitions(function, Encoders.row(RowSchema.COLUMNS));
    }

    private static Document document(Row row) {
        String id = row.isNullAt(0) ? "null" : row.getString(0);
        return row.isNullAt(1) ? Document.failed(id, "the text is null") : Document.of(id, row.getString(1));
    }

    /**
     * Decodes the vectors of exact rows, and compares.
     *
     * @param crammed rows that {@link #cram} or {@code cram corpus} made with this model
     * @return one row each: {@code id}, {@code exact}, whether the text was {@code returned}, and why not, if it was not, as
     *     {@code error}
     */
    public Dataset<Row> verify(Dataset<Row> crammed) {
        MapPartitionsFunction<Row, Row> function = rows -> {
            CorpusWorker worker = worker();
            return chunks(
                    rows,
                    some -> verified(worker, some.stream().map(RowSchema::read).toList()));
        };
        return crammed.mapPartitions(function, Encoders.row(VERIFIED));
    }

    private static List<Row> verified(CorpusWorker worker, List<CorpusRow> rows) {
        Iterator<@Nullable String> complaints = worker.verify(rows).iterator();
        return rows.stream()
                .map(row -> {
                    @Nullable String complaint = complaints.next();
                    boolean returned = row.isExact() && complaint == null;
                    return RowFactory.create(
                            row.id(), row.exact(), returned, complaint == null ? row.error() : complaint);
                })
                .toList();
    }

    private CorpusWorker worker() {
        ModelOptions options = ModelOptions.defaults().threads(threads);
        ModelOptions chosen = precision == null ? options : options.precision(precision);
        Cram cram = Cram.with(ExecutorModels.get(location, chosen), settings);
        TaskContext task = TaskContext.get();
        return new CorpusWorker(cram.listener(progress -> task.killTaskIfInterrupted()));
    }

    /** What is made of a partition's rows, some at a time. */
    private Iterator<Row> chunks(Iterator<Row> rows, Function<List<Row>, List<Row>> work) {
        return Iterators.concat(Iterators.transform(
                Iterators.partition(rows, chunk), some -> work.apply(some).iterator()));
    }
}
