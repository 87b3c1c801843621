package dev.cram.djl.internal.hub;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An environment, read by name as Python's tools read it. An empty variable counts as unset. */
record EnvironmentVariables(Map<String, String> values) {

    private static final Set<String> TRUE = Set.of("1", "on", "yes", "true");

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    boolean isTrue(String name) {
        return get(name)
                .filter(value -> TRUE.contains(value.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    Optional<Path> path(String name) {
        return get(name).map(value -> value.startsWith("~/") ? userHome().resolve(value.substring(2)) : Path.of(value));
    }

    static Path userHome() {
        return Path.of(System.getProperty("user.home", "."));
    }
}
