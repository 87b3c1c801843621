package dev.cram.internal;

import dev.cram.model.FrozenModel;
import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import dev.cram.model.ModelProvider;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Chooses the engine that opens a location. */
public final class Providers {

    private Providers() {}

    /**
     * The installed engines: those that the calling thread's context class loader sees, then those that this library's
     * own sees too. A thread of a pool or of a container may have a loader that knows none of them.
     *
     * @return one of each name of a class, in no order
     * @throws ModelException if one that this library's loader sees does not load
     */
    public static List<ModelProvider> installed() {
        Map<String, ModelProvider> found = new LinkedHashMap<>();
        ClassLoader own = Providers.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != own) {
            try {
                add(context, found);
            } catch (ServiceConfigurationError e) {
                found.clear(); // It has another copy of this library, or half an engine, which serves nobody here.
            }
        }
        try {
            add(own, found);
        } catch (ServiceConfigurationError e) {
            throw new ModelException(
                    "An engine on the class path does not load (" + e.getMessage()
                            + "): add what it needs, or take its jar away",
                    e);
        }
        return List.copyOf(found.values());
    }

    private static void add(ClassLoader loader, Map<String, ModelProvider> found) {
        ServiceLoader.load(ModelProvider.class, loader).stream()
                .forEach(provider -> found.computeIfAbsent(provider.type().getName(), name -> provider.get()));
    }

    /** Opens a location with the installed engine for it. */
    public static FrozenModel open(String location, ModelOptions options) {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(options, "options");
        return choose(location, installed()).open(location, options);
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
                            ? "none is installed: add dev.cram:cram-djl to the class path; where jars were merged into"
                                    + " one, merge their META-INF/services files too"
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
