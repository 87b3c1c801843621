package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {

    private static final Path HOME = Path.of(System.getProperty("user.home"));

    @TempDir
    private Path temporary;

    @Test
    void cache_byPrecedence() {
        Map<String, String> environment = new HashMap<>(Map.of("HF_TOKEN", "t"));
        assertThat(cache(environment)).isEqualTo(HOME.resolve(".cache/huggingface/hub"));

        environment.put("XDG_CACHE_HOME", "/xdg");
        assertThat(cache(environment)).isEqualTo(Path.of("/xdg/huggingface/hub"));

        environment.put("HF_HOME", "~/hf");
        assertThat(cache(environment)).isEqualTo(HOME.resolve("hf/hub"));

        environment.put("HF_HUB_CACHE", "/cache");
        assertThat(cache(environment)).isEqualTo(Path.of("/cache"));

        environment.put("HF_HUB_CACHE", "");
        assertThat(cache(environment)).isEqualTo(HOME.resolve("hf/hub"));
    }

    private static Path cache(Map<String, String> environment) {
        return HubSettings.of(environment).cache();
    }

    @Test
    void token_byPrecedence() throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("HF_HOME", temporary.toString()));
        assertThat(HubSettings.of(environment).token()).isEmpty();

        Files.writeString(temporary.resolve("token"), "of-home\n");
        assertThat(HubSettings.of(environment).token()).contains("of-home");

        environment.put(
                "HF_TOKEN_PATH",
                Files.writeString(temporary.resolve("other"), " of-path ").toString());
        assertThat(HubSettings.of(environment).token()).contains("of-path");

        environment.put("HF_TOKEN", "of-variable");
        assertThat(HubSettings.of(environment).token()).contains("of-variable");

        environment.put("HF_HUB_OFFLINE", "1");
        assertThat(HubSettings.of(environment).token()).isEmpty();
    }

    @Test
    void token_notOneWord_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> HubSettings.of(Map.of("HF_TOKEN", "secret\r\nX-Evil: 1")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("HF_TOKEN")
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "true,true", "YES,true", "on,true", "0,false", "no,false", "'',false"})
    void offline_asInPython(String value, boolean offline) {
        assertThat(HubSettings.of(Map.of("HF_TOKEN", "t", "HF_HUB_OFFLINE", value))
                        .offline())
                .isEqualTo(offline);
    }

    @Test
    void endpoint_defaultAndWithSlashes() {
        assertThat(HubSettings.of(Map.of("HF_TOKEN", "t")).endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(HubSettings.of(Map.of("HF_TOKEN", "t", "HF_ENDPOINT", "http://mirror:8080/hub//"))
                        .endpoint())
                .isEqualTo(URI.create("http://mirror:8080/hub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"huggingface.co", "ftp://huggingface.co", "https://", "https:// x", "//x"})
    void endpoint_noAddress_isNamed(String value) {
        assertThatThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", value)))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("HF_ENDPOINT", "'" + value + "'", "https://huggingface.co");
    }

    @ParameterizedTest
    @CsvSource({
        "https://huggingface.co/x,true",
        "https://HuggingFace.co:443/x,true",
        "http://huggingface.co/x,false",
        "https://huggingface.co:444/x,false",
        "https://cdn.huggingface.co/x,false",
        "https://huggingface.co.evil.example/x,false"
    })
    void isHub_sameSchemeHostAndPort(String address, boolean hub) {
        assertThat(HubSettings.of(Map.of("HF_TOKEN", "t")).isHub(URI.create(address)))
                .isEqualTo(hub);
    }
}
