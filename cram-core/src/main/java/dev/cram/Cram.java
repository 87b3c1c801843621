package dev.cram;

import com.google.common.collect.Streams;
import dev.cram.internal.Providers;
import dev.cram.internal.Version;
import dev.cram.internal.search.Cramming;
import dev.cram.internal.search.Decompression;
import dev.cram.internal.search.Job;
import dev.cram.internal.search.Results;
import dev.cram.internal.text.CheckedTexts;
import dev.cram.memory.Cancellation;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.Compressor;
import dev.cram.memory.Estimate;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.TextResult;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.recipe.CramSettings;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The entry of cram: a model, the choices, and the verbs of {@link Compressor}.
 *
 * <pre>{@code
 * try (FrozenModel model = Cram.open("pocket")) {
 *     MemoryVectors vectors = Cram.with(model).vectors(1).compress(text);
 *     String back = Cram.with(model).decompress(vectors); // equals text
 * }
 * }</pre>
 *
 * <p>Immutable: each step returns a new value. As thread-safe as the model, which the caller closes.
 */
public final class Cram extends Choices<Cram> implements Compressor {

    private Cram(Job job) {
        super(job);
    }

    /**
     * Crams with a model and the {@link CramSettings#defaults() defaults}.
     *
     * @param model an open model, which stays the caller's to close
     * @return the compressor
     */
    public static Cram with(FrozenModel model) {
        return with(model, CramSettings.defaults());
    }

    /**
     * Crams with a model and settings made before.
     *
     * @param model an open model, which stays the caller's to close
     * @param settings all choices
     * @return the compressor
     */
    public static Cram with(FrozenModel model, CramSettings settings) {
        return new Cram(new Job(model, settings));
    }

    /**
     * Opens a model with the engine found on the class path, on the CPU.
     *
     * @param location what the engine knows; cram-djl: {@code pocket} for the built-in model, a model folder, a GGUF file,
     *     or a model of the hub such as {@code EleutherAI/pythia-160m@main}
     * @return the model; the caller closes it
     * @throws dev.cram.model.ModelException if no engine opens it, or the model is missing, damaged or not supported
     */
    public static FrozenModel open(String location) {
        return open(location, ModelOptions.defaults());
    }

    /**
     * Opens a model with the engine found on the class path, on a device and in a precision.
     *
     * @param location as {@link #open(String)} takes it
     * @param options device and precision
     * @return the model; the caller closes it
     * @throws dev.cram.model.ModelException as there, or if the options cannot be honoured
     */
    public static FrozenModel open(String location, ModelOptions options) {
        return Providers.open(location, options);
    }

    /** {@return the version of this library, which results carry, for example {@code 0.1.0}} */
    public static String version() {
        return Version.of();
    }

    @Override
    Cram with(Job changed) {
        return new Cram(changed);
    }

    /**
     * The verbs for texts of any length, which are cut into segments.
     *
     * @return the entry, with all that was chosen so far
     */
    public Segments segments() {
        return new Segments(job(), Segments.FILL);
    }

    @Override
    public Estimate estimate(String text) {
        return new Cramming(job()).estimate(checked().whole(text));
    }

    @Override
    public MemoryVectors compress(String text) {
        return new Cramming(job()).whole(List.of(checked().whole(text))).get(0);
    }

    @Override
    public List<MemoryVectors> compressAll(List<String> texts) {
        return new Cramming(job()).whole(checked().wholes(texts));
    }

    @Override
    public Stream<TextResult> compressEach(Iterable<String> texts) {
        Objects.requireNonNull(texts, "texts");
        Results results = new Results(job(), checked(), texts.iterator());
        return Streams.stream(results).onClose(results::close);
    }

    @Override
    public CompletableFuture<MemoryVectors> compressAsync(String text) {
        return compressAsync(text, task -> {
            Thread thread = new Thread(task, "cram");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public CompletableFuture<MemoryVectors> compressAsync(String text, Executor executor) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(executor, "executor");
        Cancellation handle = new Cancellation();
        Cram cancellable = cancellation(handle);
        CompletableFuture<MemoryVectors> vectors =
                CompletableFuture.supplyAsync(() -> cancellable.compress(text), executor);
        var unused = vectors.whenComplete((found, error) -> {
            if (error instanceof CancellationException) {
                handle.cancel();
            }
        });
        return vectors;
    }

    @Override
    public MemoryVectors compressPrefix(String text) {
        return new Cramming(job()).prefixes(List.of(checked().beginning(text))).get(0);
    }

    @Override
    public List<MemoryVectors> compressPrefixes(List<String> texts) {
        return new Cramming(job()).prefixes(checked().beginnings(texts));
    }

    @Override
    public String decompress(MemoryVectors vectors) {
        return decompression().text(vectors);
    }

    @Override
    public List<String> decompressAll(List<? extends MemoryVectors> vectors) {
        Objects.requireNonNull(vectors, "vectors");
        return decompression().texts(List.copyOf(vectors), settings().batch());
    }

    @Override
    public CapacityReport measure(MemoryVectors vectors, String text) {
        return decompression().measure(vectors, text, settings().seed());
    }

    private CheckedTexts checked() {
        return new CheckedTexts(job().model(), job().settings().vectors());
    }

    private Decompression decompression() {
        return new Decompression(job().model(), job().settings().acceptOtherPrecision());
    }

    @Override
    public String toString() {
        return "Cram[" + job().model().name() + job().settings().changes() + "]";
    }
}
