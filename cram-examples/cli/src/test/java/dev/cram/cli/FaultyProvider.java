package dev.cram.cli;

import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.ModelProvider;

/** Opens {@code faulty}: an engine with a bug. */
public final class FaultyProvider implements ModelProvider {

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public boolean accepts(String location) {
        return location.equals("faulty");
    }

    @Override
    public FrozenModel open(String location, ModelOptions options) {
        throw new IllegalArgumentException("a bug");
    }
}
