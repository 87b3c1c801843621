package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cram.memory.CramFileException;
import dev.cram.memory.InexactException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.TextResult;
import dev.cram.model.CramException;
import dev.cram.optimizer.VectorOptimizer;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches that end with their process, and are gone on with. */
class CramResumableTest {

    private static final List<String> TEXTS = List.of("call me", "ab", "quick fox", "a zebra", "me");

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private final ReadoutModel model = new ReadoutModel();

    @BeforeEach
    void nameFile() {
        file = folder.resolve("search");
    }

    static List<Recipe> recipes() {
        return Recipes.all().stream().map(recipe -> recipe.steps(60)).toList();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void compressAll_endedInEveryRound_endsAtTheSameVectors(Recipe recipe) {
        assertGoesOn(cram(recipe), cram -> cram.compressAll(TEXTS));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void compressPrefixes_endedInEveryRound_endsAtTheSameVectors(Recipe recipe) {
        assertGoesOn(cram(recipe).budget(30), cram -> cram.compressPrefixes(TEXTS));
    }

    @Test
    void compressEach_endedInEveryRound_endsAtTheSameVectors() {
        assertGoesOn(cram(Recipes.standard()), CramResumableTest::each);
    }

    private static List<MemoryVectors> each(Cram cram) {
        try (Stream<TextResult> results = cram.compressEach(TEXTS)) {
            return results.sorted(Comparator.comparing(TextResult::text))
                    .map(TextResult::orThrow)
                    .toList();
        }
    }

    @Test
    void compressEach_textsThatFailedBeforeItWasKilled_areNotTriedAgain() {
        List<String> texts = List.of("call me", "ishmael x", "", "ab");
        model.unscorable = 9;
        List<String> first = outcomes(texts);

        model.unscorable = -1;

        assertThat(outcomes(texts)).isEqualTo(first).anyMatch(outcome -> outcome.startsWith("1 no, the engine failed"));
        assertThat(first).hasSize(4).anyMatch("0 done"::equals).anyMatch("3 done"::equals);
    }

    private List<String> outcomes(List<String> texts) {
        try (Stream<TextResult> results =
                cram(Recipes.standard()).resumable(file).compressEach(texts)) {
            return results.sorted(Comparator.comparing(TextResult::text))
                    .map(result -> result.text() + (result.isDone() ? " done" : " no, " + message(result)))
                    .toList();
        }
    }

    private static @Nullable String message(TextResult result) {
        return Objects.requireNonNull(result.error()).getMessage();
    }

    @Test
    void compressEach_fileOfAnotherCall_isRefused() {
        outcomes(List.of("call me"));

        assertThatThrownBy(() -> outcomes(List.of("call us"))).isInstanceOf(CramFileException.class);
    }

    @Test
    void autoVectors_endedInEveryRound_endsAtTheSameVectors() {
        model.reach = 3;
        assertGoesOn(
                cram(Recipes.standard().steps(300)).autoVectors().vectorBits(1_000), cram -> cram.compressAll(TEXTS));
    }

    @Test
    void draft_endedInEveryRound_endsAtTheSameVectors() {
        assertGoesOn(cram(Recipes.standard()).draft(new ReadoutModel()), cram -> cram.compressAll(TEXTS));
    }

    @Test
    void hardText_endedInEveryRound_endsAtTheSameVectors() {
        Cram cram =
                Cram.with(model).optimizer(CramHardTextsTest.STUCK).steps(150).acceptInexact();
        assertGoesOn(cram, some -> some.compressAll(List.of("a zebra", "call", "one", "two", "three", "a fox")));
    }

    @Test
    void memoryRunsOut_endedInEveryRound_endsAtTheSameVectors() {
        model.rowsInMemory = 3;
        assertGoesOn(cram(Recipes.standard()), cram -> cram.compressAll(TEXTS));
    }

    private Cram cram(Recipe recipe) {
        return Cram.with(model).recipe(recipe).batch(2).acceptInexact();
    }

    /** Every call ends in its second round, so that the next one goes on from the state behind the first. */
    private void assertGoesOn(Cram cram, Function<Cram, List<MemoryVectors>> work) {
        List<MemoryVectors> whole = work.apply(cram);
        int calls = 0;
        List<MemoryVectors> vectors = List.of();
        while (vectors.isEmpty()) {
            try {
                vectors = work.apply(cram.resumable(file).listener(new Ending()));
            } catch (Ended e) {
                assertThat(++calls).isLessThan(3_000);
            }
        }

        assertThat(calls).isGreaterThan(10);
        assertThat(vectors).isEqualTo(whole);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(vectors.get(i).report().cost().evaluations())
                    .isEqualTo(whole.get(i).report().cost().evaluations());
            assertThat(vectors.get(i).report().tokens())
                    .isEqualTo(whole.get(i).report().tokens());
        }
    }

    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** Ends a call as if its process did, once a second round is measured. */
    private static final class Ending implements ProgressListener {

        private final List<Integer> seen = new ArrayList<>();

        @Override
        public void onProgress(Progress progress) {
            if (seen.contains(progress.text())) {
                throw new Ended();
            }
            seen.add(progress.text());
        }

        @Override
        public void onFinished(int text, MemoryVectors vectors) {
            seen.remove((Integer) text);
        }
    }

    @Test
    void compress_over_keepsWhatCameOfItUntilTheFileIsDeleted() throws IOException {
        Cram cram = Cram.with(model).resumable(file);
        MemoryVectors vectors = cram.compress("call me");
        int calls = model.evaluateCalls;

        assertThat(cram.compress("call me")).isEqualTo(vectors);
        assertThat(model.evaluateCalls).isEqualTo(calls);

        Files.delete(file);
        assertThat(cram.compress("call me")).isEqualTo(vectors);
        assertThat(model.evaluateCalls).isEqualTo(2 * calls);
    }

    @Test
    void compress_inexact_isKeptToo() {
        Cram cram = Cram.with(model).steps(3).resumable(file);
        InexactException first = catchThrowableOfType(InexactException.class, () -> cram.compress("call me"));

        InexactException again = catchThrowableOfType(InexactException.class, () -> cram.compress("call me"));

        assertThat(again).hasMessage(first.getMessage());
        assertThat(again.vectors()).isEqualTo(first.vectors());
    }

    @Test
    void compress_cancelled_goesOn() {
        Cram cram = Cram.with(model).resumable(file);
        MemoryVectors whole = Cram.with(model).compress("call me");

        assertThatThrownBy(() -> cram.listener(progress -> {
                            if (progress.step() == 3) {
                                Thread.currentThread().interrupt();
                            }
                        })
                        .compress("call me"))
                .isInstanceOf(InexactException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(cram.compress("call me")).isEqualTo(whole);
    }

    @Test
    void compress_fileOfAnotherCall_isRefusedAndKept() throws IOException {
        Cram cram = Cram.with(model).resumable(file);
        cram.compress("call me");
        byte[] kept = Files.readAllBytes(file);

        assertThatThrownBy(() -> cram.compress("call us")).isInstanceOf(CramFileException.class);
        assertThatThrownBy(() -> cram.seed(4).compress("call me")).isInstanceOf(CramFileException.class);
        assertThatThrownBy(() -> cram.compressPrefix("call me"))
                .isInstanceOf(CramFileException.class)
                .hasMessageContaining(file + " holds the search for another text")
                .hasMessageContaining("delete it to begin anew");
        assertThat(file).hasBinaryContent(kept);
    }

    @Test
    void compress_damagedFile_isRefused() throws IOException {
        Cram cram = Cram.with(model).resumable(file);
        cram.compress("call me");
        byte[] kept = Files.readAllBytes(file);

        for (int i = 0; i < kept.length; i++) {
            byte[] altered = kept.clone();
            altered[i] ^= 1;
            Files.write(file, altered);
            assertThatThrownBy(() -> cram.compress("call me")).isInstanceOf(CramFileException.class);
            if (i % 40 == 0) {
                Files.write(file, Arrays.copyOf(kept, i));
                assertThatThrownBy(() -> cram.compress("call me")).isInstanceOf(CramFileException.class);
            }
        }
    }

    @Test
    void compress_leftoversOfAWriteThatEnded_goAway() throws IOException {
        Path leftover = Files.writeString(folder.resolve(".search.abc.tmp"), "half");
        Path other = Files.writeString(folder.resolve(".other.abc.tmp"), "half");

        Cram.with(model).resumable(file).compress("call me");

        assertThat(leftover).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void compress_folderThatIsNotThere_isRefusedBeforeAnyWork() {
        Cram cram = Cram.with(model).resumable(folder.resolve("none").resolve("search"));

        assertThatThrownBy(() -> cram.compress("call me"))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("the folder to write to does not exist");
        assertThat(model.evaluateCalls).isZero();
    }

    @Test
    void compress_optimizerThatCannotBeSerialised_isRefused() {
        Object state = new Object();
        VectorOptimizer optimizer = VectorOptimizer.firstOrder("mine", problem -> (vectors, gradient, step) -> {
            vectors[0] += state.hashCode();
        });
        Cram cram = Cram.with(model).optimizer(optimizer).resumable(file);

        assertThatThrownBy(() -> cram.compress("call me"))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("java.lang.Object is not serialisable");
    }

    @Test
    void compress_optimizerOfTheUsers_goesOn() {
        VectorOptimizer optimizer = VectorOptimizer.firstOrder("mine", problem -> (vectors, gradient, step) -> {
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] -= gradient[i];
            }
        });
        assertGoesOn(
                Cram.with(model).optimizer(optimizer).steps(200).batch(2).acceptInexact(),
                cram -> cram.compressAll(TEXTS));
    }
}
