package dev.cram.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomEngineTest {

    @ParameterizedTest
    @ValueSource(strings = {"c", "cram", "zwölf", "a\nb\r\n"})
    void run_shortText_comesBack(String text) {
        assertThat(CustomEngine.run(text)).isEqualTo(text);
    }
}
