package dev.cram.study.observation;

import java.util.List;
import java.util.Objects;

/**
 * What tells an observation from all others of its type. Each type makes its keys in one place. Immutable.
 *
 * @param type the type of the observation
 * @param parts values of the components that tell it
 * @param <T> the type of the observation
 */
public record Key<T>(Class<T> type, List<Object> parts) {

    public Key {
        Objects.requireNonNull(type, "type");
        parts = List.copyOf(Objects.requireNonNull(parts, "parts"));
    }

    static <T> Key<T> of(Class<T> type, Object... parts) {
        return new Key<>(type, List.of(parts));
    }
}
