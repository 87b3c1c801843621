package dev.cram;

import dev.cram.internal.search.Job;
import dev.cram.memory.Cancellation;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.Compressor;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ProgressListener;
import dev.cram.model.FrozenModel;
import dev.cram.optimizer.VectorOptimizer;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.nio.file.Path;
import java.time.Duration;

/**
 * All that can be chosen. Immutable: each step returns a new value.
 *
 * @param <C> what the choices are for
 */
abstract class Choices<C> {

    private final Job job;

    Choices(Job job) {
        this.job = job;
    }

    final Job job() {
        return job;
    }

    abstract C with(Job changed);

    private C with(CramSettings changed) {
        return with(job.settings(changed));
    }

    /** {@return all choices but the model, the draft, the listener and the handles} */
    public CramSettings settings() {
        return job.settings();
    }

    /**
     * Sets the number of memory vectors a text. More vectors hold more text, nearly in proportion.
     *
     * @param vectors at least 1; 1 by default
     * @return a new value
     */
    public C vectors(int vectors) {
        return with(settings().vectors(vectors));
    }

    /**
     * Takes the fewest vectors that hold each text: gallops from the {@link Cram#estimate estimate} by 1, 2, 4 ... vectors and
     * bisects. All attempts at a text share its {@link #steps} and its {@link #budget}, each with half of what is left; a
     * report's cost is that of all. What is cancelled counts as not done, even if some vectors held the text.
     *
     * @return a new value
     */
    public C autoVectors() {
        return with(settings().withAutoVectors());
    }

    /**
     * Sets what one vector of the model holds, which {@link Cram#estimate}, {@link #autoVectors()} and searches go by. What a
     * report's {@link CapacityReport.Cost#vectorBits()} was, given here, gives the same vectors whatever is known of the model.
     *
     * @param bits in bits, above 0; by default what {@linkplain dev.cram.measure.VectorBits#of is known} of the model
     * @return a new value
     */
    public C vectorBits(double bits) {
        return with(settings().vectorBits(bits));
    }

    /**
     * Sets the method and its limits together.
     *
     * @param recipe {@link Recipes#standard()} by default
     * @return a new value
     */
    public C recipe(Recipe recipe) {
        return with(settings().recipe(recipe));
    }

    /**
     * Sets the method and keeps the limits.
     *
     * @param optimizer a method of {@code dev.cram.optim} or your own
     * @return a new value
     */
    public C optimizer(VectorOptimizer optimizer) {
        return with(settings().recipe(settings().recipe().optimizer(optimizer)));
    }

    /**
     * Sets the largest number of rounds of the optimizer a text; a schedule stretches over it.
     *
     * @param steps at least 1; the recipe's by default
     * @return a new value
     */
    public C steps(int steps) {
        return with(settings().recipe(settings().recipe().steps(steps)));
    }

    /**
     * Sets after how many rounds without progress a text is given up.
     *
     * @param patience a number of rounds, at least 1; the recipe's by default
     * @return a new value
     */
    public C patience(int patience) {
        return with(settings().recipe(settings().recipe().patience(patience)));
    }

    /**
     * Sets where all random numbers come from, so that a call gives the same vectors again, as {@link Compressor} tells.
     *
     * @param seed any number; 0 by default
     * @return a new value
     */
    public C seed(long seed) {
        return with(settings().seed(seed));
    }

    /**
     * Sets how safe every token must be before a text counts as done: a margin of 0.5 to 1 survives other hardware
     * (Progressive Cramming, arXiv 2607.21231, margin tables), and costs up to a third of the longest prefix.
     *
     * @param margin gap to the largest other logit, from 0 to 1e6; 0 by default, for any gap above 0
     * @return a new value
     */
    public C margin(double margin) {
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
    public C draft(FrozenModel draft) {
        return with(job.draft(draft));
    }

    /**
     * Begins at vectors that an earlier search found, rather than at random ones: those of another precision or margin, of a
     * shorter part of the text, or of a search that was given up. Sets the {@linkplain #vectors number of vectors} to theirs.
     *
     * @param vectors vectors made for this model
     * @return a new value
     * @throws dev.cram.memory.ModelMismatchException if they were made for another model
     */
    public C startingAt(MemoryVectors vectors) {
        return with(job.start(vectors));
    }

    /**
     * Sets after what cost a text is given up, beside the limit of rounds.
     *
     * @param budget evaluations, as {@link dev.cram.model.Demand#cost} counts them, above 0; the recipe's by default: none
     *     for whole texts, and 1,000 for prefixes, since a longer search always finds a little more
     * @return a new value
     */
    public C budget(double budget) {
        return with(settings().recipe(settings().recipe().budget(budget)));
    }

    /**
     * Sets the largest number of texts evaluated together by {@link Cram#compressAll}.
     *
     * @param batch at least 1; 16 by default
     * @return a new value
     */
    public C batch(int batch) {
        return with(settings().batch(batch));
    }

    /**
     * Returns the best vectors, which say so, rather than throwing, where a text or any prefix of it is not exact.
     *
     * @return a new value
     */
    public C acceptInexact() {
        return with(settings().acceptInexact(true));
    }

    /** {@return the same, decoding what another precision of the model made, too; what comes back is still checked} */
    public C acceptOtherPrecision() {
        return with(settings().acceptOtherPrecision(true));
    }

    /**
     * Sets after what time a text is given up, beside the limits of rounds and cost. What a machine does in a time differs
     * from run to run, so that vectors of texts that meet this limit do too.
     *
     * @param limit wall time from a text's first round on, in which it shares rounds with others of its batch; above 0, and
     *     none by default. All attempts of {@link #autoVectors()} at a text share it
     * @return a new value
     */
    public C limit(Duration limit) {
        return with(settings().limit(limit));
    }

    /**
     * Lets a handle end the work, beside interrupting its thread. Each that is given counts.
     *
     * @param handle used by any thread
     * @return a new value
     */
    public C cancellation(Cancellation handle) {
        return with(job.cancellation(handle));
    }

    /**
     * Keeps the state of the work in a file, which is written every few seconds and replaced whole: where the file is there, the
     * same call goes on from it, and ends at the same vectors as if it had never stopped, bit for bit. Once the work is over
     * the file holds what came of it, until the caller deletes it, so that nothing is lost before the vectors are safe.
     * {@link Cram#compressEach} then reads all texts before it begins, and hands over what it handed over before first.
     *
     * @param file where to; its folder is there. It holds serialised objects, of which only those of Java, of this library and of
     *     the optimizer's own package are read
     * @return a new value; its calls throw a {@link dev.cram.memory.CramFileException} if the file is of another call (of other
     *     texts, another model, other choices or another version of this library), or damaged
     */
    public C resumable(Path file) {
        return with(job.file(file));
    }

    /**
     * Watches the optimisation.
     *
     * @param listener called after every round of every text; none by default
     * @return a new value
     */
    public C listener(ProgressListener listener) {
        return with(job.listener(listener));
    }
}
