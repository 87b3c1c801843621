package dev.cram.internal.search;

import dev.cram.memory.ProgressListener;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import java.util.Objects;
import java.util.Optional;

/**
 * What searches work with.
 *
 * @param model the frozen model
 * @param draft what stands in for it while it measures some token wrong
 * @param settings all choices
 * @param listener told after every round of every text, and of each text that is done
 */
public record Job(FrozenModel model, Optional<FrozenModel> draft, CramSettings settings, ProgressListener listener) {

    public Job {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(listener, "listener");
    }

    /** Without a draft, and with nobody watching. */
    public Job(FrozenModel model, CramSettings settings) {
        this(model, Optional.empty(), settings, progress -> {});
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
        return new Job(model, Optional.of(other), settings, listener);
    }

    /** With other choices. */
    public Job settings(CramSettings changed) {
        return new Job(model, draft, changed, listener);
    }

    /** With another listener. */
    public Job listener(ProgressListener changed) {
        return new Job(model, draft, settings, changed);
    }
}
