package dev.cram.internal.search;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.cram.internal.StateFile;
import dev.cram.internal.Version;
import dev.cram.memory.Cancellation;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ModelMismatchException;
import dev.cram.memory.ProgressListener;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What searches work with.
 *
 * @param model the frozen model
 * @param draft what stands in for it while it measures some token wrong
 * @param settings all choices that are values
 * @param start what searches begin at, rather than at random vectors
 * @param listener told after every round of every text, and of each text that is done
 * @param cancelled whether the work is to end early, beside interrupting its thread
 * @param file where the state of the work is kept
 */
public record Job(
        FrozenModel model,
        Optional<FrozenModel> draft,
        CramSettings settings,
        Optional<MemoryVectors> start,
        ProgressListener listener,
        BooleanSupplier cancelled,
        Optional<Path> file) {

    public Job {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(listener, "listener");
    }

    /** With nothing but settings. */
    public Job(FrozenModel model, CramSettings settings) {
        this(model, Optional.empty(), settings, Optional.empty(), progress -> {}, () -> false, Optional.empty());
    }

    /**
     * With a draft.
     *
     * @throws IllegalArgumentException if that is another model
     */
    public Job draft(FrozenModel other) {
        Objects.requireNonNull(other, "draft");
        if (!other.fingerprint().equals(model.fingerprint())) {
            throw new IllegalArgumentException("the draft must be " + model.name()
                    + " itself in another precision or on another device, but was " + other.name()
                    + ", whose fingerprint is another");
        }
        return new Job(model, Optional.of(other), settings, start, listener, cancelled, file);
    }

    /** With other choices. */
    public Job settings(CramSettings changed) {
        return new Job(model, draft, changed, start, listener, cancelled, file);
    }

    /**
     * From some vectors, of which there will be as many.
     *
     * @throws ModelMismatchException if they were made for another model
     */
    public Job start(MemoryVectors vectors) {
        Objects.requireNonNull(vectors, "vectors");
        if (!vectors.origin().fingerprint().equals(model.fingerprint()) || vectors.width() != model.width()) {
            throw new ModelMismatchException(vectors + ": they were made for the model "
                    + vectors.origin().model() + ", but a search with " + model.name()
                    + " can begin only at vectors that were made for it: open the model they were made for");
        }
        CramSettings counted = settings.vectors(vectors.count());
        return new Job(model, draft, counted, Optional.of(vectors), listener, cancelled, file);
    }

    /** With another listener. */
    public Job listener(ProgressListener changed) {
        return new Job(model, draft, settings, start, changed, cancelled, file);
    }

    /** With one more handle that ends the work. */
    public Job cancellation(Cancellation handle) {
        Objects.requireNonNull(handle, "cancellation");
        BooleanSupplier both = () -> handle.isCancelled() || cancelled.getAsBoolean();
        return new Job(model, draft, settings, start, listener, both, file);
    }

    /** With a file for the state. */
    public Job file(Path changed) {
        Objects.requireNonNull(changed, "file");
        return new Job(model, draft, settings, start, listener, cancelled, Optional.of(changed));
    }

    /** Whether the work is to end: its thread was interrupted, which it stays, or a handle was used. */
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted() || cancelled.getAsBoolean();
    }

    /**
     * SHA-256 of all that makes the results of a text what they are: model, draft, settings, start, and the version of this
     * library.
     */
    public HashCode key() {
        Hasher key = Hashing.sha256().newHasher();
        put(key, Version.of());
        put(key, model);
        draft.ifPresent(other -> put(key, other));
        key.putBytes(StateFile.serialized(settings));
        start.ifPresent(vectors -> {
            for (float component : vectors.toArray()) {
                key.putFloat(component);
            }
        });
        return key.hash();
    }

    private static void put(Hasher key, FrozenModel model) {
        put(key, model.fingerprint());
        put(key, model.precision() + " " + model.device() + " " + model.threads() + " " + model.baseline());
    }

    private static void put(Hasher key, String text) {
        key.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
    }

    /** Checks that the choices go together, before any work. */
    void check() {
        start.filter(vectors -> settings.autoVectors() || vectors.count() != settings.vectors())
                .ifPresent(vectors -> {
                    throw new IllegalStateException("startingAt was given " + vectors.count()
                            + " vectors, so that there must be as many, but "
                            + (settings.autoVectors()
                                    ? "autoVectors() asks for the fewest"
                                    : settings.vectors() + " were asked for"));
                });
    }
}
