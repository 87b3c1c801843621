package dev.cram.djl;

import dev.cram.djl.internal.ModelLocations;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.ModelProvider;
import java.util.Objects;

/** Offers this engine to {@code Cram.open}. Thread-safe. */
public final class DjlModelProvider implements ModelProvider {

    /** For {@link java.util.ServiceLoader}. */
    public DjlModelProvider() {}

    @Override
    public String name() {
        return "djl";
    }

    /**
     * {@inheritDoc}
     *
     * <p>This engine comes last: nearly any word may be the name of a model on the hub, so engines that know a name
     * themselves go first.
     */
    @Override
    public int rank() {
        return 1000;
    }

    /**
     * {@inheritDoc}
     *
     * <p>True for all but what begins with a scheme, such as {@code toy:1}: what is no location at all gets an error
     * that lists the kinds.
     */
    @Override
    public boolean accepts(String location) {
        Objects.requireNonNull(location, "location");
        return ModelLocations.accepts(location);
    }

    @Override
    public FrozenModel open(String location, ModelOptions options) {
        return DjlModels.open(location, options);
    }
}
