package dev.cram.examples.engine;

import dev.cram.model.FrozenModel;
import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import dev.cram.model.ModelProvider;
import dev.cram.model.Precision;

/** Opens {@code elman} and {@code elman:SEED}; named in {@code META-INF/services}, so that {@code Cram.open} finds it. */
public final class ElmanProvider implements ModelProvider {

    @Override
    public String name() {
        return "elman";
    }

    @Override
    public boolean accepts(String location) {
        return location.matches("elman(:\\d{1,9})?");
    }

    @Override
    public FrozenModel open(String location, ModelOptions options) {
        if (!options.device().matches("cpu|auto")) {
            throw new ModelException(
                    "The engine elman computes on the cpu only, but the device was " + options.device());
        }
        Precision precision = options.precision().orElse(Precision.FLOAT32);
        if (precision != Precision.FLOAT32) {
            throw new ModelException("The engine elman computes in float32 only, but the precision was " + precision);
        }
        if (options.threads() > 1 || options.checkpointing()) {
            throw new ModelException("The engine elman computes in one thread and without checkpointing, but was asked "
                    + "for " + options.threads() + " threads, checkpointing " + options.checkpointing());
        }
        int colon = location.indexOf(':');
        return new ElmanModel(location, colon < 0 ? 0 : Long.parseLong(location.substring(colon + 1)));
    }
}
