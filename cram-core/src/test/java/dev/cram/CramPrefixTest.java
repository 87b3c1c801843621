package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cram.memory.CapacityReport;
import dev.cram.memory.InexactException;
import dev.cram.memory.InvalidTextException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.recipe.Recipes;
import java.util.List;
import org.junit.jupiter.api.Test;

class CramPrefixTest {

    private static final String TEXT = "call me";

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model);

    @Test
    void compressPrefix_textTooLong_givesTheLongestExactPrefix() {
        MemoryVectors vectors =
                cram.recipe(Recipes.named("progressive@0.5")).budget(20).compressPrefix("abcdefghijklmnop");

        String prefix = cram.decompress(vectors);
        assertThat(prefix).isNotEmpty().hasSizeLessThan(16);
        assertThat("abcdefghijklmnop").startsWith(prefix);
        assertThat(vectors.origin().exact()).isTrue();
        assertThat(vectors.report().text().tokens()).isEqualTo(prefix.length());
        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.STEP_LIMIT);
    }

    @Test
    void compressPrefix_margin_holdsForEveryTokenOfThePrefix() {
        MemoryVectors vectors = cram.recipe(Recipes.named("progressive@0.5"))
                .budget(40)
                .margin(1)
                .compressPrefix("abcdefghijklmnop");

        assertThat(cram.decompress(vectors)).isNotEmpty().hasSizeLessThan(16);
        assertThat(vectors.report().tokens().minMargin()).isGreaterThanOrEqualTo(1);
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
        assertThatThrownBy(() -> cram.recipe(Recipes.paper()).steps(1).compressPrefix("qqqq"))
                .isInstanceOf(InexactException.class);
    }

    @Test
    void compressPrefixes_nothingOfOneFits_carriesAll() {
        Cram hurried = cram.recipe(Recipes.paper()).steps(1);

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

    @Test
    void compressPrefix_textLongerThanThePositions_givesAsMuchAsFits() {
        MemoryVectors vectors = cram.vectors(2).compressPrefix("abcdefghijklmnop".repeat(4));

        assertThat(vectors.report().text().tokens()).isBetween(1, 15);
        assertThat("abcdefghijklmnop").startsWith(cram.decompress(vectors));
        assertThat(cram.compressPrefixes(List.of("call me".repeat(20)))
                        .get(0)
                        .report()
                        .text()
                        .tokens())
                .isPositive();
    }

    @Test
    void compressPrefix_textTheTokenizerChangesWithinThePositions_isRefusedWithThePlace() {
        assertThatThrownBy(() -> cram.compressPrefix("call ME" + "a".repeat(20)))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("changes the text at character 5");
        assertThatThrownBy(() -> cram.vectors(20).compressPrefix("a"))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("leave no room");
        assertThat(cram.compressPrefix("a".repeat(16) + "ME").report().text().tokens())
                .isPositive();
    }

    @Test
    void compressPrefix_patience_seesThePrefixGrow() {
        Cram slow = cram.recipe(Recipes.named("progressive@0.5")).budget(20);
        int withoutPatience =
                slow.compressPrefix("abcdefghijklmnop").report().text().tokens();

        MemoryVectors patient = slow.patience(15).compressPrefix("abcdefghijklmnop");

        assertThat(withoutPatience).isGreaterThan(5);
        assertThat(patient.report().cost().steps()).isGreaterThan(30);
        assertThat(patient.report().text().tokens()).isEqualTo(withoutPatience);
    }

    @Test
    void compressPrefix_readBack_decodesThePrefixOnly() {
        MemoryVectors vectors =
                cram.recipe(Recipes.named("progressive@0.5")).budget(20).compressPrefix("abcdefghijklmnop");

        assertThat(model.decoded).hasSize(1);
        assertThat(model.decoded.get(0))
                .isEqualTo(vectors.report().text().tokens())
                .isLessThan(16);
    }

    @Test
    void compressPrefixes_textsThatEndTogether_areReadBackTogether() {
        cram.recipe(Recipes.named("progressive@0.5"))
                .steps(9)
                .compressPrefixes(List.of("abcdefghijklmnop", "ponmlkjihgfedcba", "aabbccddeeffgghh"));

        assertThat(model.greedyCalls).isEqualTo(1);
        assertThat(model.decoded).hasSize(3);
    }

    @Test
    void compressPrefix_report_isThatOfThePrefix() {
        MemoryVectors vectors =
                cram.recipe(Recipes.named("progressive@0.5")).budget(20).compressPrefix("abcdefghijklmnop");

        CapacityReport again = cram.measure(vectors, cram.decompress(vectors));

        assertThat(vectors.report().tokens().minMargin())
                .isEqualTo(again.tokens().minMargin());
        assertThat(vectors.report().bits().before()).isEqualTo(again.bits().before());
        assertThat(vectors.report().bits().after()).isEqualTo(again.bits().after());
        assertThat(vectors.report().tokens().horizon()).isEqualTo(again.text().tokens());
    }
}
