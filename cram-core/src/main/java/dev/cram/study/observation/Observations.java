package dev.cram.study.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All that was measured, by kind and key. A key counts once: what came first stays. Not thread-safe. */
public final class Observations {

    private final Map<Class<?>, Map<String, Observation>> byKind = new LinkedHashMap<>();

    /** With nothing measured. */
    public Observations() {}

    /**
     * Adds an observation unless there is one of its kind and key.
     *
     * @param observation the observation
     * @return whether it was new
     */
    public boolean add(Observation observation) {
        return byKind.computeIfAbsent(observation.getClass(), kind -> new LinkedHashMap<>())
                        .putIfAbsent(observation.key(), observation)
                == null;
    }

    /**
     * All observations of a kind.
     *
     * @param kind the kind
     * @param <T> the kind
     * @return in the order of their addition
     */
    public <T extends Observation> List<T> all(Class<T> kind) {
        Objects.requireNonNull(kind, "kind");
        return byKind.getOrDefault(kind, Map.of()).values().stream()
                .map(kind::cast)
                .toList();
    }

    /**
     * Finds an observation.
     *
     * @param kind its kind
     * @param key its key
     * @param <T> the kind
     * @return the observation, if it was made
     */
    public <T extends Observation> Optional<T> find(Class<T> kind, String key) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        return Optional.ofNullable(byKind.getOrDefault(kind, Map.of()).get(key)).map(kind::cast);
    }

    /**
     * The facts of a model.
     *
     * @param model the model's name
     * @return its facts
     */
    public ModelFacts facts(String model) {
        Objects.requireNonNull(model, "model");
        return find(ModelFacts.class, model)
                .orElseThrow(() -> new IllegalArgumentException("no facts of the model '" + model + "'"));
    }

    /** The texts crammed from the models' main sources into one vector. */
    List<Crammed> main() {
        return all(Crammed.class).stream()
                .filter(text -> text.vectors() == 1
                        && text.source().equals(facts(text.model()).mainSource()))
                .toList();
    }
}
