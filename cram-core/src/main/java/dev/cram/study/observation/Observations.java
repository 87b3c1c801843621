package dev.cram.study.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All that was measured, by type and key. A key counts once: what came first stays. Not thread-safe. */
public final class Observations {

    private final Map<Class<?>, Map<Key<?>, Observation>> byType = new LinkedHashMap<>();

    /** With nothing measured. */
    public Observations() {}

    /**
     * Adds an observation unless there is one of its key.
     *
     * @param observation the observation
     * @return whether it was new
     */
    public boolean add(Observation observation) {
        return byType.computeIfAbsent(observation.getClass(), type -> new LinkedHashMap<>())
                        .putIfAbsent(observation.key(), observation)
                == null;
    }

    /**
     * All observations of a type.
     *
     * @param type the type
     * @param <T> the type
     * @return in the order of their addition
     */
    public <T extends Observation> List<T> all(Class<T> type) {
        Objects.requireNonNull(type, "type");
        return byType.getOrDefault(type, Map.of()).values().stream()
                .map(type::cast)
                .toList();
    }

    /**
     * Finds an observation.
     *
     * @param key its key
     * @param <T> its type
     * @return the observation, if it was made
     */
    public <T> Optional<T> find(Key<T> key) {
        Objects.requireNonNull(key, "key");
        return Optional.ofNullable(byType.getOrDefault(key.type(), Map.of()).get(key))
                .map(key.type()::cast);
    }

    /**
     * The facts of a model.
     *
     * @param model the model's name
     * @return its facts
     */
    public ModelFacts facts(String model) {
        Objects.requireNonNull(model, "model");
        return find(ModelFacts.key(model))
                .orElseThrow(() -> new IllegalArgumentException("no facts of the model '" + model + "'"));
    }
}
