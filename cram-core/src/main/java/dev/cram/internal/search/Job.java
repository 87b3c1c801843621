package dev.cram.internal.search;

import dev.cram.memory.Cancellation;
import dev.cram.memory.ProgressListener;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What searches work with.
 *
 * @param model the frozen model
 * @param draft what stands in for it while it measures some token wrong
 * @param settings all choices
 * @param listener told after every round of every text, and of each text that is done
 * @param cancelled whether the work is to end early, beside interrupting its thread
 */
public record Job(
        FrozenModel model,
        Optional<FrozenModel> draft,
        CramSettings settings,
        ProgressListener listener,
        BooleanSupplier cancelled) {

    public Job {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(listener, "listener");
    }

    /** Without a draft, and with nobody watching. */
    public Job(FrozenModel model, CramSettings settings) {
        this(model, Optional.empty(), settings, progress -> {}, () -> false);
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
        return new Job(model, Optional.of(other), settings, listener, cancelled);
    }

    /** With other choices. */
    public Job settings(CramSettings changed) {
        return new Job(model, draft, changed, listener, cancelled);
    }

    /** With another listener. */
    public Job listener(ProgressListener changed) {
        return new Job(model, draft, settings, changed, cancelled);
    }

    /** With one more handle that ends the work. */
    public Job cancellation(Cancellation handle) {
        Objects.requireNonNull(handle, "cancellation");
        return new Job(model, draft, settings, listener, () -> handle.isCancelled() || cancelled.getAsBoolean());
    }

    /** Whether the work is to end: its thread was interrupted, which it stays, or a handle was used. */
    boolean isCancelled() {
        return Thread.currentThread().isInterrupted() || cancelled.getAsBoolean();
    }
}
