package dev.cram.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.DjlModels;
import dev.cram.examples.engine.ElmanModel;
import dev.cram.measure.Measures;
import dev.cram.model.FrozenModel;
import dev.cram.report.text.SampleTexts;
import dev.cram.study.coder.ModelCoder;
import dev.cram.study.text.Bounds;
import dev.cram.study.text.TextSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelCoderTest {

    @Test
    void decode_hundredTexts_givesThemBack() {
        try (FrozenModel model = DjlModels.pocket()) {
            ModelCoder coder = new ModelCoder(model);
            TextSource texts = SampleTexts.unseen(Bounds.SENTENCE, 1).texts();
            for (String text : texts.draw(model, 12, 100)) {
                int[] tokens = model.encode(text);
                assertThat(coder.decode(coder.encode(tokens))).containsExactly(tokens);
            }
        }
    }

    @Test
    void encode_longTexts_takesTheirCrossEntropyWithinOnePercent() {
        try (FrozenModel model = DjlModels.pocket()) {
            ModelCoder coder = new ModelCoder(model);
            double bits = 0;
            double coded = 0;
            TextSource texts = SampleTexts.unseen(Bounds.TOKEN, 2).texts();
            for (String text : texts.draw(model, 512, 3)) {
                int[] tokens = model.encode(text);
                bits += Measures.bits(model.score(tokens).totalNats());
                coded += 8.0 * coder.encode(tokens).length;
            }
            assertThat(coded / bits).isBetween(0.999, 1.01);
        }
    }

    @Test
    void decode_unlikelyTokensAndOne_givesThemBack() {
        try (FrozenModel model = new ElmanModel("elman", 3)) {
            ModelCoder coder = new ModelCoder(model);
            for (int length : new int[] {1, 2, 255, 256}) {
                int[] tokens = new Random(length).ints(length, 0, 256).toArray();
                assertThat(coder.decode(coder.encode(tokens))).containsExactly(tokens);
            }
        }
    }
}
