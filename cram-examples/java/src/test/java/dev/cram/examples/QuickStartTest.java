package dev.cram.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuickStartTest {

    @Test
    void run_builtInModel_returnsTheText() {
        QuickStart.Result result = QuickStart.run("the old man", "pocket");
        assertThat(result.text()).isEqualTo("the old man");
        assertThat(result.vectors().count()).isEqualTo(1);
        assertThat(result.vectors().report().exact()).isTrue();
    }
}
