package dev.cram.internal;

import dev.cram.api.ModelException;
import dev.cram.spi.ModelProvider;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Chooses the engine that opens a location. */
public final class Providers {

    private Providers() {}

    /**
     * The installed engines, for the calling thread's context class loader.
     *
     * @return one of each, in no order
     */
    public static List<ModelProvider> installed() {
        return ServiceLoader.load(ModelProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The engine for a location: of those that accept it, the one of the lowest rank.
     *
     * @param location what the user named
     * @param installed the engines to choose from
     * @return the engine
     * @throws ModelException if none accepts the location, or two of one rank do
     */
    public static ModelProvider choose(String location, List<ModelProvider> installed) {
        List<ModelProvider> accepting = installed.stream()
                .filter(provider -> provider.accepts(location))
                .sorted(Comparator.comparingInt(ModelProvider::rank))
                .toList();
        if (accepting.isEmpty()) {
            throw new ModelException("No engine opens '" + location + "'; "
                    + (installed.isEmpty()
                            ? "none is installed: add dev.cram:cram-djl to the class path"
                            : "installed: " + names(installed)
                                    + ". Check the name; a model folder must exist and hold a config.json"));
        }
        if (accepting.size() > 1 && accepting.get(0).rank() == accepting.get(1).rank()) {
            throw new ModelException("Several engines of one rank open '" + location + "': " + names(accepting)
                    + ". Remove all but one from the class path");
        }
        return accepting.get(0);
    }

    private static String names(List<ModelProvider> providers) {
        return providers.stream()
                .map(provider -> provider.name() + " (rank " + provider.rank() + ")")
                .collect(Collectors.joining(", "));
    }
}
