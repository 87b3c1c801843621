package dev.cram;

import dev.cram.internal.Providers;
import dev.cram.internal.search.Cramming;
import dev.cram.internal.search.Decompression;
import dev.cram.internal.search.ScoredText;
import dev.cram.internal.search.TextCheck;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.Compressor;
import dev.cram.memory.Estimate;
import dev.cram.memory.InexactException;
import dev.cram.memory.InvalidTextException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ProgressListener;
import dev.cram.model.Demand;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.optimizer.VectorOptimizer;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

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
 * <p>Immutable: each step checks what it was given, returns a new value and leaves the old one as it was. As thread-safe
 * as the model, which the caller closes.
 */
public final class Cram implements Compressor {

    private final FrozenModel model;
    private final CramSettings settings;
    private final ProgressListener listener;

    private Cram(FrozenModel model, CramSettings settings, ProgressListener listener) {
        this.model = Objects.requireNonNull(model, "model");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.listener = Objects.requireNonNull(listener, "listener");
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
        return new Cram(model, settings, progress -> {});
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
     * Opens a model with the engine found on the class path.
     *
     * @param location what the engine knows; cram-djl: {@code pocket} for the built-in model, a model folder, a GGUF file,
     *     or a model of the hub such as {@code EleutherAI/pythia-160m@main}
     * @param options device and precision
     * @return the model; the caller closes it
     * @throws dev.cram.model.ModelException if no engine opens it, the model is missing, damaged or not supported, or the
     *     options cannot be honoured
     */
    public static FrozenModel open(String location, ModelOptions options) {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(options, "options");
        return Providers.choose(location, Providers.installed()).open(location, options);
    }

    /**
     * The version of this library, which results carry.
     *
     * @return for example {@code 0.1.0}
     */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = Cram.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /**
     * Sets the number of memory vectors a text. More vectors hold more text, nearly in proportion.
     *
     * @param vectors at least 1; 1 by default
     * @return a new value
     */
    public Cram vectors(int vectors) {
        return with(settings.vectors(vectors));
    }

    /**
     * Takes the fewest vectors that hold each text: begins at the {@link #estimate estimate}, goes up by 1, 2, 4 ...
     * vectors while the text does not come out exact or down while it does, and bisects between the two. All attempts at a
     * text share its {@link #steps} and its {@link #budget}, each with half of what is left; so fewer vectors might hold it
     * with more of both. A report's cost is that of all attempts; {@link dev.cram.memory.Progress} tells them apart. A search
     * that is cancelled counts as not done, even if it has found vectors that hold the text.
     *
     * @return a new value
     */
    public Cram autoVectors() {
        return with(settings.withAutoVectors());
    }

    /**
     * Sets what one vector of the model holds, for {@link #estimate} and all that follows from it: the step length of the
     * default recipe and where {@link #autoVectors()} begins.
     *
     * @param bits in bits, above 0; by default what this library has measured on the model, or else a guess from its width
     * @return a new value
     */
    public Cram vectorBits(double bits) {
        return with(settings.vectorBits(bits));
    }

    /**
     * Sets the method and its limits together.
     *
     * @param recipe {@link Recipes#standard()} by default
     * @return a new value
     */
    public Cram recipe(Recipe recipe) {
        return with(settings.recipe(recipe));
    }

    /**
     * Sets the method and keeps the limits.
     *
     * @param optimizer a method of {@code dev.cram.optim} or your own
     * @return a new value
     */
    public Cram optimizer(VectorOptimizer optimizer) {
        return with(settings.recipe(settings.recipe().optimizer(optimizer)));
    }

    /**
     * Sets the largest number of rounds of the optimizer a text; a schedule stretches over it.
     *
     * @param steps at least 1; the recipe's by default
     * @return a new value
     */
    public Cram steps(int steps) {
        return with(settings.recipe(settings.recipe().steps(steps)));
    }

    /**
     * Sets after how many rounds without progress a text is given up.
     *
     * @param patience a number of rounds, at least 1; the recipe's by default
     * @return a new value
     */
    public Cram patience(int patience) {
        return with(settings.recipe(settings.recipe().patience(patience)));
    }

    /**
     * Sets where all random numbers come from. The same seed, settings, model and texts of a call give the same vectors,
     * bit for bit, as far as numbers round alike: under one version of this library, on one kind of machine, with the same
     * device, threads and precision of the model.
     *
     * @param seed any number; 0 by default
     * @return a new value
     */
    public Cram seed(long seed) {
        return with(settings.seed(seed));
    }

    /**
     * Sets how safe every token must be before a text counts as done. A decode on other hardware rounds differently; a
     * margin of 0.5 to 1 survives that (Progressive Cramming, arXiv 2607.21231, margin tables). The loss asks for it too.
     * On the built-in model 1 costs a quarter to a third of the longest prefix.
     *
     * @param margin gap between the true logit and the largest other one, in logits, from 0 to 1e6; 0 by default, for
     *     any gap above 0
     * @return a new value
     */
    public Cram margin(double margin) {
        return with(settings.margin(margin));
    }

    /**
     * Sets after what cost a text is given up, beside the limit of rounds.
     *
     * @param budget evaluations a text, as {@link Demand#cost} counts them, above 0; by default the recipe's: no such limit
     *     when whole texts are wanted, and 1,000 when prefixes are, since a longer search always finds a little more
     * @return a new value
     */
    public Cram budget(double budget) {
        return with(settings.recipe(settings.recipe().budget(budget)));
    }

    /**
     * Sets the largest number of texts evaluated together by {@link #compressAll}.
     *
     * @param batch at least 1; 16 by default
     * @return a new value
     */
    public Cram batch(int batch) {
        return with(settings.batch(batch));
    }

    /**
     * Returns the best vectors, which say so, where a text, or any prefix of it, could not be made exact, rather than throwing.
     *
     * @return a new value
     */
    public Cram acceptInexact() {
        return with(settings.acceptInexact(true));
    }

    /**
     * Decodes vectors that were made in another precision of the same model too. Whether they decode to their text is
     * still checked.
     *
     * @return a new value
     */
    public Cram acceptOtherPrecision() {
        return with(settings.acceptOtherPrecision(true));
    }

    /**
     * Watches the optimisation.
     *
     * @param listener called after every round of every text; none by default
     * @return a new value
     */
    public Cram listener(ProgressListener listener) {
        return new Cram(model, settings, listener);
    }

    private Cram with(CramSettings changed) {
        return new Cram(model, changed, listener);
    }

    /**
     * All choices but the model and the listener.
     *
     * @return the settings, which {@link #with(FrozenModel, CramSettings)} takes
     */
    public CramSettings settings() {
        return settings;
    }

    /**
     * Tells how hard a text is, without a search: a forward pass.
     *
     * @param text the text
     * @return its bits, and those that a vector of this model is expected to hold
     * @throws InvalidTextException if the text cannot be crammed
     */
    public Estimate estimate(String text) {
        return ScoredText.of(check().whole(text), model).estimate(model, settings.vectorBits());
    }

    @Override
    public MemoryVectors compress(String text) {
        return cramming().whole(List.of(check().whole(text))).get(0);
    }

    @Override
    public List<MemoryVectors> compressAll(List<String> texts) {
        return cramming().whole(check().wholes(texts));
    }

    @Override
    public MemoryVectors compressPrefix(String text) {
        return cramming().prefixes(List.of(check().beginning(text))).get(0);
    }

    /**
     * Crams as much of each text as it can, as {@link #compressPrefix} does, in batches.
     *
     * @param texts the texts
     * @return the vectors of each text's longest prefix, in order
     * @throws InvalidTextException if a text cannot be crammed, before any search
     * @throws InexactException if not even one token of some text could be made exact; it carries the vectors of all texts
     * @throws IllegalStateException after {@link #autoVectors()}: any prefix fits enough vectors
     */
    public List<MemoryVectors> compressPrefixes(List<String> texts) {
        return cramming().prefixes(check().beginnings(texts));
    }

    @Override
    public String decompress(MemoryVectors vectors) {
        return decompression().text(Objects.requireNonNull(vectors, "vectors"));
    }

    @Override
    public CapacityReport measure(MemoryVectors vectors, String text) {
        Objects.requireNonNull(vectors, "vectors");
        Objects.requireNonNull(text, "text");
        return decompression().measure(vectors, text, settings.seed());
    }

    private TextCheck check() {
        return new TextCheck(model, settings.vectors());
    }

    private Cramming cramming() {
        return new Cramming(model, settings, listener);
    }

    private Decompression decompression() {
        return new Decompression(model, settings.acceptOtherPrecision());
    }

    /** The model, and those choices that are not the defaults. */
    @Override
    public String toString() {
        String changes = settings.changes();
        return "Cram[" + modelName() + (changes.isEmpty() ? "" : ", " + changes) + "]";
    }

    private String modelName() {
        try {
            return model.name();
        } catch (IllegalStateException e) {
            return "a closed model";
        }
    }
}
