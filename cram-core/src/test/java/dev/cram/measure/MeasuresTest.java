package dev.cram.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.memory.CapacityReport;
import dev.cram.model.TokenScores;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuresTest {

    private static final TokenScores BEFORE = new TokenScores(new float[] {3, 2, 4}, new float[] {0, 0.5f, -1});
    private static final TokenScores AFTER = new TokenScores(new float[] {0.5f, 1, 0.25f}, new float[] {1, 2, 0.125f});

    /** The capacities that the paper's code prints (models_list_add_mamba.csv, b = 16), from the models' sizes. */
    @ParameterizedTest
    @CsvSource({
        "Pythia-160M, 768, 50304, 787", "Pythia-1.4B, 2048, 50304, 2098",
        "Llama-3.2-1B, 2048, 128256, 1931", "Llama-3.1-8B, 4096, 128256, 3862"
    })
    void theoreticalCapacityTokens_paperModels_givesThePapersNumbers(
            String model, int width, int vocabulary, int expected) {
        assertThat(CapacityReport.theoreticalCapacityTokens(1, width, vocabulary))
                .as(model)
                .isCloseTo(expected, Offset.offset(1.0));
    }

    @Test
    void gains_knownScores_followTheFormulas() {
        assertThat(Measures.tokenGain(BEFORE, AFTER)).isEqualTo(2);
        assertThat(Measures.informationGainBits(BEFORE, AFTER)).isCloseTo(7.25 / Math.log(2), Offset.offset(1e-12));
        assertThat(Measures.innerInformationGainNats(BEFORE, AFTER)).isEqualTo(4.75);
    }

    @Test
    void correct_tie_isAnError() {
        assertThat(BEFORE.correct()).isEqualTo(1);
        assertThat(AFTER.minMargin()).isEqualTo(0.125f);
    }
}
