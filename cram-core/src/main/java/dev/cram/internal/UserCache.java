package dev.cram.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the library keeps what it has measured for its user. */
public final class UserCache {

    private UserCache() {}

    /**
     * The system property {@code cram.cache}, else the environment variable {@code CRAM_CACHE}, else {@code
     * XDG_CACHE_HOME/cram}, else {@code ~/.cache/cram}. What is empty counts as unset, and so does a relative {@code
     * XDG_CACHE_HOME}, as its specification demands.
     *
     * @return a folder, which need not exist
     * @throws java.nio.file.InvalidPathException if what is set is no path
     */
    public static Path folder() {
        return folder(System.getProperties(), System.getenv());
    }

    static Path folder(Properties properties, Map<String, String> environment) {
        return path(properties.getProperty("cram.cache"))
                .or(() -> path(environment.get("CRAM_CACHE")))
                .or(() -> path(environment.get("XDG_CACHE_HOME"))
                        .filter(Path::isAbsolute)
                        .map(caches -> caches.resolve("cram")))
                .orElseGet(() -> Path.of(properties.getProperty("user.home", "."), ".cache", "cram"));
    }

    private static Optional<Path> path(@Nullable String value) {
        return Optional.ofNullable(value).filter(set -> !set.isBlank()).map(Path::of);
    }
}
