package dev.cram.djl.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.model.ModelException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {

    private static final Config CONFIG = Config.parse(
            "config.json",
            "{\"layers\":4,\"half\":2.5,\"none\":null,\"zero\":0,\"huge\":1e300,\"name\":\"llama\",\"yes\":true,"
                    + "\"names\":[\"a\",\"b\"],\"inner\":{\"layers\":7}}");

    private static void assertRefused(ThrowingCallable call, String... named) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(call)
                .withMessageContainingAll(named)
                .withMessageContaining("config.json");
    }

    @Test
    void read_presentEntries_givesValues() {
        assertThat(CONFIG.size("layers")).isEqualTo(4);
        assertThat(CONFIG.number("half", 0)).isEqualTo(2.5);
        assertThat(CONFIG.text("name", "")).isEqualTo("llama");
        assertThat(CONFIG.flag("yes", false)).isTrue();
        assertThat(CONFIG.texts("names")).containsExactly("a", "b");
        assertThat(CONFIG.section("inner").orElseThrow().size("layers")).isEqualTo(7);
    }

    @Test
    void read_absentOrNull_givesWhatStandsIn() {
        assertThat(CONFIG.has("none")).isFalse();
        assertThat(CONFIG.size("none", 3)).isEqualTo(3);
        assertThat(CONFIG.number("gone", 1.5)).isEqualTo(1.5);
        assertThat(CONFIG.flag("gone", true)).isTrue();
        assertThat(CONFIG.text("gone", "x")).isEqualTo("x");
        assertThat(CONFIG.texts("gone")).isEmpty();
        assertThat(CONFIG.section("gone")).isEmpty();
    }

    @Test
    void read_wrongKind_namesKeyAndValue() {
        assertRefused(() -> CONFIG.size("gone"), "gone");
        assertRefused(() -> CONFIG.size("half"), "half", "2.5");
        assertRefused(() -> CONFIG.size("zero"), "zero", "0");
        assertRefused(() -> CONFIG.size("huge"), "huge", "1e300");
        assertRefused(() -> CONFIG.size("name"), "name", "llama");
        assertRefused(() -> CONFIG.flag("layers", true), "layers", "true or false");
        assertRefused(() -> CONFIG.texts("inner"), "inner", "list");
        assertRefused(() -> CONFIG.section("layers"), "layers", "object");
        assertRefused(() -> CONFIG.section("inner").orElseThrow().size("gone"), "inner", "gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "<html>not found</html>"})
    void parse_notAnObject_isRefused(String json) {
        assertRefused(() -> Config.parse("config.json", json), "damaged");
    }

    @Test
    void parse_deeplyNested_isRefused() {
        assertRefused(() -> Config.parse("config.json", "{\"a\":" + "[".repeat(10_000)), "damaged");
    }
}
