package dev.cram;

import dev.cram.internal.Providers;
import dev.cram.internal.Version;
import dev.cram.internal.search.CheckedTexts;
import dev.cram.internal.search.Cramming;
import dev.cram.internal.search.Decompression;
import dev.cram.internal.search.Job;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.Compressor;
import dev.cram.memory.Estimate;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ProgressListener;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.optimizer.VectorOptimizer;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.util.List;

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
public final class Cram implements Compressor {

    private final Job job;

    private Cram(Job job) {
        this.job = job;
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

    /**
     * Sets the number of memory vectors a text. More vectors hold more text, nearly in proportion.
     *
     * @param vectors at least 1; 1 by default
     * @return a new value
     */
    public Cram vectors(int vectors) {
        return with(settings().vectors(vectors));
    }

    /**
     * Takes the fewest vectors that hold each text: gallops from the {@link #estimate estimate} by 1, 2, 4 ... vectors and
     * bisects. All attempts at a text share its {@link #steps} and its {@link #budget}, each with half of what is left; a
     * report's cost is that of all. What is cancelled counts as not done, even if some vectors held the text.
     *
     * @return a new value
     */
    public Cram autoVectors() {
        return with(settings().withAutoVectors());
    }

    /**
     * Sets what one vector of the model holds, which {@link #estimate}, {@link #autoVectors()} and searches go by. What a
     * report's {@link CapacityReport.Cost#vectorBits()} was, given here, gives the same vectors whatever is known of the model.
     *
     * @param bits in bits, above 0; by default what {@linkplain dev.cram.measure.VectorBits#of is known} of the model
     * @return a new value
     */
    public Cram vectorBits(double bits) {
        return with(settings().vectorBits(bits));
    }

    /**
     * Sets the method and its limits together.
     *
     * @param recipe {@link Recipes#standard()} by default
     * @return a new value
     */
    public Cram recipe(Recipe recipe) {
        return with(settings().recipe(recipe));
    }

    /**
     * Sets the method and keeps the limits.
     *
     * @param optimizer a method of {@code dev.cram.optim} or your own
     * @return a new value
     */
    public Cram optimizer(VectorOptimizer optimizer) {
        return with(settings().recipe(settings().recipe().optimizer(optimizer)));
    }

    /**
     * Sets the largest number of rounds of the optimizer a text; a schedule stretches over it.
     *
     * @param steps at least 1; the recipe's by default
     * @return a new value
     */
    public Cram steps(int steps) {
        return with(settings().recipe(settings().recipe().steps(steps)));
    }

    /**
     * Sets after how many rounds without progress a text is given up.
     *
     * @param patience a number of rounds, at least 1; the recipe's by default
     * @return a new value
     */
    public Cram patience(int patience) {
        return with(settings().recipe(settings().recipe().patience(patience)));
    }

    /**
     * Sets where all random numbers come from, so that a call gives the same vectors again, as {@link Compressor} tells.
     *
     * @param seed any number; 0 by default
     * @return a new value
     */
    public Cram seed(long seed) {
        return with(settings().seed(seed));
    }

    /**
     * Sets how safe every token must be before a text counts as done: a margin of 0.5 to 1 survives other hardware
     * (Progressive Cramming, arXiv 2607.21231, margin tables), and costs up to a third of the longest prefix.
     *
     * @param margin gap to the largest other logit, from 0 to 1e6; 0 by default, for any gap above 0
     * @return a new value
     */
    public Cram margin(double margin) {
        return with(settings().margin(margin));
    }

    /**
     * Takes gradients from a draft: the same model, open in a cheaper precision or on another device. What it measures correct
     * the model itself measures, and goes on from there. All that is verified and kept is the model's own.
     *
     * @param draft the model once more; positions, width and vocabulary are the model's
     * @return a new value
     * @throws IllegalArgumentException if it has another fingerprint
     */
    public Cram draft(FrozenModel draft) {
        return new Cram(job.draft(draft));
    }

    /**
     * Sets after what cost a text is given up, beside the limit of rounds.
     *
     * @param budget evaluations, as {@link dev.cram.model.Demand#cost} counts them, above 0; the recipe's by default: none
     *     for whole texts, and 1,000 for prefixes, since a longer search always finds a little more
     * @return a new value
     */
    public Cram budget(double budget) {
        return with(settings().recipe(settings().recipe().budget(budget)));
    }

    /**
     * Sets the largest number of texts evaluated together by {@link #compressAll}.
     *
     * @param batch at least 1; 16 by default
     * @return a new value
     */
    public Cram batch(int batch) {
        return with(settings().batch(batch));
    }

    /**
     * Returns the best vectors, which say so, rather than throwing, where a text or any prefix of it is not exact.
     *
     * @return a new value
     */
    public Cram acceptInexact() {
        return with(settings().acceptInexact(true));
    }

    /** {@return the same, decoding what another precision of the model made, too; what comes back is still checked} */
    public Cram acceptOtherPrecision() {
        return with(settings().acceptOtherPrecision(true));
    }

    /**
     * Watches the optimisation.
     *
     * @param listener called after every round of every text; none by default
     * @return a new value
     */
    public Cram listener(ProgressListener listener) {
        return new Cram(job.listener(listener));
    }

    private Cram with(CramSettings changed) {
        return new Cram(job.settings(changed));
    }

    /** {@return all choices but the model and the listener, which {@link #with(FrozenModel, CramSettings)} takes} */
    public CramSettings settings() {
        return job.settings();
    }

    @Override
    public Estimate estimate(String text) {
        return new Cramming(job).estimate(checked().whole(text));
    }

    @Override
    public MemoryVectors compress(String text) {
        return new Cramming(job).whole(List.of(checked().whole(text))).get(0);
    }

    @Override
    public List<MemoryVectors> compressAll(List<String> texts) {
        return new Cramming(job).whole(checked().wholes(texts));
    }

    @Override
    public MemoryVectors compressPrefix(String text) {
        return new Cramming(job).prefixes(List.of(checked().beginning(text))).get(0);
    }

    @Override
    public List<MemoryVectors> compressPrefixes(List<String> texts) {
        return new Cramming(job).prefixes(checked().beginnings(texts));
    }

    @Override
    public String decompress(MemoryVectors vectors) {
        return decompression().text(vectors);
    }

    @Override
    public CapacityReport measure(MemoryVectors vectors, String text) {
        return decompression().measure(vectors, text, settings().seed());
    }

    private CheckedTexts checked() {
        return new CheckedTexts(job.model(), job.settings().vectors());
    }

    private Decompression decompression() {
        return new Decompression(job.model(), job.settings().acceptOtherPrecision());
    }

    @Override
    public String toString() {
        return "Cram[" + job.model().name() + job.settings().changes() + "]";
    }
}
