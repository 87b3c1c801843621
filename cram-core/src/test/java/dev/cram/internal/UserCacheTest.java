package dev.cram.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class UserCacheTest {

    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    private Path folder() {
        return UserCache.folder(properties, environment);
    }

    @Test
    void folder_moreAndMoreIsSet_isThatOfTheFirstInOrder() {
        properties.setProperty("user.home", "/home/me");
        assertThat(folder()).isEqualTo(Path.of("/home/me/.cache/cram"));

        environment.put("XDG_CACHE_HOME", "/xdg");
        assertThat(folder()).isEqualTo(Path.of("/xdg/cram"));

        environment.put("CRAM_CACHE", "here");
        assertThat(folder()).isEqualTo(Path.of("here"));

        properties.setProperty("cram.cache", "/there");
        assertThat(folder()).isEqualTo(Path.of("/there"));
    }

    @Test
    void folder_emptyOrRelativeWhereThatCounts_isAsIfUnset() {
        properties.setProperty("user.home", "/home/me");
        properties.setProperty("cram.cache", "");
        environment.put("CRAM_CACHE", " ");
        environment.put("XDG_CACHE_HOME", "relative");

        assertThat(folder()).isEqualTo(Path.of("/home/me/.cache/cram"));
    }
}
