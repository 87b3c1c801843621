package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cram.api.InexactException;
import dev.cram.api.MemoryVectors;
import dev.cram.api.StopReason;
import dev.cram.optim.Recipe;
import java.util.List;
import org.junit.jupiter.api.Test;

class CramPrefixTest {

    private static final String TEXT = "call me";

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model);

    @Test
    void compressPrefix_textTooLong_givesTheLongestExactPrefix() {
        MemoryVectors vectors =
                cram.recipe(Recipe.named("progressive@0.5")).budget(20).compressPrefix("abcdefghijklmnop");

        String prefix = cram.decompress(vectors);
        assertThat(prefix).isNotEmpty().hasSizeLessThan(16);
        assertThat("abcdefghijklmnop").startsWith(prefix);
        assertThat(vectors.origin().exact()).isTrue();
        assertThat(vectors.report().tokens()).isEqualTo(prefix.length());
        assertThat(vectors.report().stopReason()).isEqualTo(StopReason.STEP_LIMIT);
    }

    @Test
    void compressPrefix_margin_holdsForEveryTokenOfThePrefix() {
        MemoryVectors vectors = cram.recipe(Recipe.named("progressive@0.5"))
                .budget(40)
                .margin(1)
                .compressPrefix("abcdefghijklmnop");

        assertThat(cram.decompress(vectors)).isNotEmpty().hasSizeLessThan(16);
        assertThat(vectors.report().minMargin()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void compressPrefix_textThatFits_isTheWholeText() {
        assertThat(cram.decompress(cram.compressPrefix(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void compressPrefix_noBudget_endsAfterAThousandEvaluations() {
        Cram demanding = cram.margin(1e6);

        assertThatThrownBy(() -> demanding.compressPrefix(TEXT)).isInstanceOf(InexactException.class);
        assertThat(model.evaluateCalls).isBetween(1_000, 1_002);
    }

    @Test
    void compressPrefix_nothingFits_carriesTheBest() {
        assertThatThrownBy(() -> cram.steps(1).compressPrefix("qqqq")).isInstanceOf(InexactException.class);
    }

    @Test
    void compressPrefixes_nothingOfOneFits_carriesAll() {
        Cram hurried = cram.steps(1);

        InexactException thrown =
                catchThrowableOfType(InexactException.class, () -> hurried.compressPrefixes(List.of("qqqq", "pppp")));

        assertThat(thrown.vectors()).map(v -> v.origin().exact()).containsExactly(false, true);
        assertThat(thrown).hasMessageContaining("1 of 2 texts");
        assertThat(hurried.acceptInexact().compressPrefixes(List.of("qqqq", "pppp")))
                .isEqualTo(thrown.vectors());
    }

    @Test
    void compressPrefix_autoVectors_isRefused() {
        assertThatThrownBy(() -> cram.autoVectors().compressPrefix(TEXT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("autoVectors()");
    }
}
