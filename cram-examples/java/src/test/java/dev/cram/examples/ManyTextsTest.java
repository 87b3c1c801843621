package dev.cram.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.Cram;
import dev.cram.model.FrozenModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyTextsTest {

    @Test
    void eachWay_cramsAllTexts() {
        List<String> texts = List.of("cram", "so", "on", "abc");
        try (FrozenModel model = Cram.open("elman")) {
            Cram cram = Cram.with(model).acceptInexact().steps(200).batch(2);

            assertThat(ManyTexts.each(cram, texts).texts()).isEqualTo(4);
            assertThat(ManyTexts.batches(cram, texts).texts()).isEqualTo(4);
            assertThat(ManyTexts.alone(cram, texts).exact())
                    .isEqualTo(ManyTexts.each(cram, texts).exact())
                    .isPositive();
        }
    }
}
