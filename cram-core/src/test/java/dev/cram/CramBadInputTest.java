package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.measure.CrammedVectors;
import dev.cram.memory.InvalidTextException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ModelMismatchException;
import dev.cram.model.DeviceMemoryException;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import dev.cram.optim.AdamW;
import dev.cram.optim.Schedule;
import dev.cram.recipe.Recipes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CramBadInputTest {

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model);

    @Test
    void compress_emptyText_isRefused() {
        assertRefused("", "The text is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab\ud800cd", "ab\udc00", "ab\ud83d"})
    void compress_loneSurrogate_isRefusedWithItsPlace(String text) {
        assertRefused(text, "lone surrogate U+D", "at character 2");
    }

    @Test
    void compress_tooManyTokens_isRefusedWithTheLimit() {
        assertRefused("a".repeat(17), "17 tokens", "16 positions", "at most 16");
        assertThatThrownBy(() -> cram.vectors(4).compress("a".repeat(14)))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("at most 13");
        assertThat(model.evaluateCalls).isZero();
    }

    @Test
    void compress_textTheTokenizerChanges_isRefusedWithThePlace() {
        assertRefused("call ME", "changes the text at character 5", "'ME' becomes '  '");
    }

    private void assertRefused(String text, String... parts) {
        assertThatThrownBy(() -> cram.compress(text))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContainingAll(parts);
        assertThat(model.evaluateCalls).isZero();
    }

    @Test
    void decompress_otherModel_isRefused() {
        MemoryVectors vectors = cram.compress("call me");
        model.fingerprint = "feed02";

        assertThatThrownBy(() -> cram.decompress(vectors))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContainingAll("feed01", "feed02", "open the model");
        assertThatThrownBy(() -> cram.measure(vectors, "call me")).isInstanceOf(ModelMismatchException.class);
    }

    @Test
    void decompress_otherWidth_isRefused() {
        MemoryVectors made = cram.compress("call me");
        MemoryVectors narrow = CrammedVectors.of(new float[5], 1, made.origin());

        assertThatThrownBy(() -> cram.decompress(narrow)).isInstanceOf(ModelMismatchException.class);
    }

    @Test
    void compressAll_textThatTheMemoryDoesNotHold_isRefusedBeforeAnyWork() {
        model.positionsInMemory = 6;
        assertThatThrownBy(() -> cram.compressAll(List.of("one", "seven letters")))
                .isInstanceOf(DeviceMemoryException.class)
                .hasMessageContaining("no memory for 13 positions: shorten the text");
        assertThat(model.evaluateCalls).isZero();
    }

    /** A book is not split into tokens to be told that it is too long. */
    @Test
    void compress_textTooLongByFar_isRefusedByItsBeginning() {
        String book = "call me a book ".repeat(1_000_000);

        assertThatThrownBy(() -> cram.compress(book))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageContaining("about 15000000 tokens")
                .hasMessageContaining("16 positions");
        assertThat(cram.compressPrefix(book).report().exact()).isTrue();
        assertThat(model.longestEncoded).isLessThan(10_000);
    }

    @Test
    void decompress_otherPrecision_isRefusedUnlessAllowed() {
        MemoryVectors vectors = cram.compress("call me");
        model.precision = Precision.BFLOAT16;

        assertThatThrownBy(() -> cram.decompress(vectors))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContainingAll("float32", "bfloat16", "acceptOtherPrecision");
        assertThat(cram.acceptOtherPrecision().decompress(vectors)).isEqualTo("call me");
    }

    @Test
    void decompress_textDiffersFromTheChecksum_isRefused() {
        MemoryVectors vectors = cram.compress("call me");
        model.wrongDecodes = 1;

        assertThatThrownBy(() -> cram.decompress(vectors))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContaining("target margin");
    }

    @Test
    void decompress_moreTokensThanPositions_isRefused() {
        MemoryVectors made = cram.compress("call me");
        MemoryVectors.Origin origin = made.origin();
        MemoryVectors claimed = CrammedVectors.of(
                made.toArray(),
                1,
                new MemoryVectors.Origin(
                        origin.model(),
                        origin.fingerprint(),
                        origin.precision(),
                        1_000_000_000,
                        origin.textSha256(),
                        false));

        assertThatThrownBy(() -> cram.decompress(claimed))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContaining("than the 16");
    }

    @Test
    void decompress_inexactVectors_giveWhatTheyDecodeTo() {
        MemoryVectors vectors = cram.steps(1).acceptInexact().compress("call me");

        assertThat(cram.decompress(vectors)).hasSize(7).isNotEqualTo("call me");
    }

    @Test
    void report_vectorsFromElsewhere_haveNone() {
        MemoryVectors made = cram.compress("call me");
        MemoryVectors bare = CrammedVectors.of(made.toArray(), 1, made.origin());

        assertThat(bare.hasReport()).isFalse();
        assertThatThrownBy(bare::report)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("measure(vectors, text)");
        assertThat(cram.measure(bare, "call me").exact()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "vectors, 0",
        "vectors, -1",
        "steps, 0",
        "steps, -5",
        "patience, -1",
        "margin, -0.5",
        "batch, 0",
    })
    void step_impossibleValue_isRefusedThere(String step, double value) {
        Function<Cram, Cram> setting = switch (step) {
            case "vectors" -> c -> c.vectors((int) value);
            case "steps" -> c -> c.steps((int) value);
            case "patience" -> c -> c.patience((int) value);
            case "batch" -> c -> c.batch((int) value);
            default -> c -> c.margin(value);
        };

        assertThatThrownBy(() -> setting.apply(cram))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(step)
                .hasMessageContaining(value == -0.5 ? "-0.5" : String.valueOf((int) value));
    }

    @Test
    void compressAll_nullElement_isNamedWithItsIndex() {
        List<String> texts = Arrays.asList("fine", null, "");

        assertThatThrownBy(() -> cram.compressAll(texts))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("texts[1]");
        assertThatThrownBy(() -> cram.compressPrefixes(texts)).hasMessage("texts[1]");
        assertThat(model.evaluateCalls).isZero();
    }

    @Test
    void memoryVectors_componentThatIsNoNumber_isRefusedWithItsPlace() {
        MemoryVectors.Origin origin = cram.compress("call me").origin();

        for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> CrammedVectors.of(new float[] {1, 2, 3, wrong}, 2, origin))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("component 1 of vector 1", String.valueOf(wrong));
        }
    }

    @Test
    void targetMargin_notANumber_isRefused() {
        assertThatThrownBy(() -> cram.margin(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void adamW_impossibleValue_isRefused() {
        assertThatThrownBy(() -> AdamW.of(0)).hasMessageContaining("learningRate");
        assertThatThrownBy(() -> AdamW.of(0.1).betas(1, 0.9)).hasMessageContaining("beta1");
        assertThatThrownBy(() -> AdamW.of(0.1).betas(0.9, -0.1)).hasMessageContaining("beta2");
        assertThatThrownBy(() -> AdamW.of(0.1).weightDecay(-1)).hasMessageContaining("weightDecay");
        assertThatThrownBy(() -> Schedule.cosine(-1, 0)).hasMessageContaining("warmup");
        assertThatThrownBy(() -> Schedule.cosine(0, 2)).hasMessageContaining("floor");
    }

    @Test
    void recipe_unknownName_listsTheKnown() {
        assertThatThrownBy(() -> Recipes.named("best"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("best", "default", "paper");
    }

    @Test
    void modelOptions_unknownValue_isRefused() {
        assertThatThrownBy(() -> ModelOptions.defaults().device("gpu")).hasMessageContainingAll("'gpu'", "cuda:N");
        assertThatThrownBy(() -> Precision.named("int8")).hasMessageContaining("'int8'");
    }
}
