package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.Cram;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors whose every token leads by a logit decode where sums are rounded otherwise. */
class MarginTest {

    private static final List<String> TEXTS = List.of(
            "It was a bright cold morning, and the river lay like glass under the hills.",
            "\"You are late,\" said the old man, and shut the door behind them.",
            "The ship had lost two of her masts before the wind went down.");

    @Test
    void margin_otherPrecisionAndOtherBatch_decodesStill() {
        List<MemoryVectors> vectors;
        try (FrozenModel model = DjlModels.pocket()) {
            vectors = Cram.with(model).margin(1).compressAll(TEXTS);
            for (int i = 0; i < TEXTS.size(); i++) {
                float[] values = vectors.get(i).toArray();
                int tokens = vectors.get(i).report().text().tokens();
                int[][] decoded = model.greedy(
                        Collections.nCopies(5, values), new int[] {tokens, tokens, tokens, tokens, tokens});
                assertThat(List.of(decoded)).map(model::decode).containsOnly(TEXTS.get(i));
            }
        }
        assertThat(vectors)
                .allSatisfy(v -> assertThat(v.report().tokens().minMargin()).isGreaterThanOrEqualTo(1));
        try (FrozenModel half = DjlModels.pocket(ModelOptions.defaults().precision(Precision.BFLOAT16))) {
            Cram cram = Cram.with(half).acceptOtherPrecision();
            assertThat(vectors).map(cram::decompress).isEqualTo(TEXTS);
        }
    }
}
