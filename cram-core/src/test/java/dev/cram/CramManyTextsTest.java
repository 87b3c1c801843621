package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cram.memory.Cancellation;
import dev.cram.memory.InexactException;
import dev.cram.memory.InvalidTextException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.StopReason;
import dev.cram.memory.TextResult;
import dev.cram.model.ModelException;
import dev.cram.recipe.Recipes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CramManyTextsTest {

    private static final List<String> TEXTS = IntStream.range(0, 40)
            .mapToObj(i -> "quick brown fox".substring(i % 7, 8 + i % 7))
            .toList();

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model).recipe(Recipes.named("paper@0.1"));

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void compressAll_textsThatAreDone_leaveTheirPlacesToWaitingOnes() {
        List<MemoryVectors> vectors = cram.batch(4).compressAll(TEXTS);

        assertThat(vectors).map(cram::decompress).isEqualTo(TEXTS);
        int rows = model.rows.stream().mapToInt(Integer::intValue).sum();
        assertThat(model.rows).allMatch(together -> together <= 4);
        // All rounds but the last ones, when no text waits, are full.
        assertThat(model.rows.subList(0, model.rows.size() * 8 / 10)).containsOnly(4);
        assertThat(rows).isGreaterThan(3 * model.rows.size());
    }

    @Test
    void compressAll_sameCall_givesTheSameBits() {
        List<MemoryVectors> first = cram.batch(3).compressAll(TEXTS);

        assertThat(cram.batch(3).compressAll(TEXTS)).isEqualTo(first);
    }

    @Test
    void compressEach_texts_comeOutAsTheyEnd() {
        List<TextResult> results = collected(cram.batch(4).compressEach(TEXTS));

        assertThat(results).allMatch(TextResult::isDone).hasSameSizeAs(TEXTS);
        assertThat(results)
                .allSatisfy(
                        result -> assertThat(cram.decompress(result.orThrow())).isEqualTo(TEXTS.get(result.text())));
        assertThat(results).extracting(TextResult::text).doesNotHaveDuplicates();
    }

    @Test
    void compressEach_sameTextsAsCompressAll_givesTheSameVectors() {
        MemoryVectors[] vectors = new MemoryVectors[TEXTS.size()];
        try (Stream<TextResult> results = cram.compressEach(TEXTS)) {
            results.forEach(result -> vectors[result.text()] = result.orThrow());
        }

        assertThat(vectors).containsExactlyElementsOf(cram.compressAll(TEXTS));
    }

    @Test
    void decompressAll_givesEachText() {
        List<MemoryVectors> vectors = cram.compressAll(TEXTS);
        MemoryVectors two = cram.vectors(2).compress("call me");

        assertThat(cram.batch(3).decompressAll(vectors)).isEqualTo(TEXTS);
        assertThat(cram.decompressAll(List.of(two, vectors.get(0), two)))
                .containsExactly("call me", TEXTS.get(0), "call me");
        assertThat(cram.decompressAll(List.of())).isEmpty();
    }

    @Test
    void compressEach_badTexts_areResultsAmongTheOthers() {
        List<TextResult> results = collected(cram.compressEach(Arrays.asList("fine", "", null, "not Fine", "good")));

        assertThat(results).hasSize(5);
        assertThat(results)
                .filteredOn(result -> !result.isDone())
                .allSatisfy(result -> assertThat(result.error()).isInstanceOf(InvalidTextException.class))
                .extracting(TextResult::text)
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(results)
                .filteredOn(TextResult::isDone)
                .extracting(TextResult::text)
                .containsExactly(0, 4);
    }

    @Test
    void compressEach_inexactText_hasItsBestVectorsAndTheError() {
        TextResult result =
                collected(cram.steps(2).compressEach(List.of("call me"))).get(0);

        assertThat(result.isDone()).isFalse();
        InexactException error = catchThrowableOfType(InexactException.class, result::orThrow);
        assertThat(error.vectors()).containsExactly(result.vectors());
        assertThat(collected(cram.steps(2).acceptInexact().compressEach(List.of("call me"))))
                .allMatch(TextResult::isDone);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void compressEach_engineFails_keepsTheOthers(boolean autoVectors) {
        model.failingCall = 40;
        Cram some = (autoVectors ? cram.autoVectors().vectorBits(1_000) : cram).batch(4);

        List<TextResult> results = collected(some.compressEach(TEXTS));

        assertThat(results).extracting(TextResult::text).doesNotHaveDuplicates().hasSameSizeAs(TEXTS);
        assertThat(results)
                .filteredOn(result -> !result.isDone())
                .hasSize(4)
                .allSatisfy(result -> assertThat(result.error()).isInstanceOf(ModelException.class));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void compressEach_engineFailsBeforeATextBeginsAndLater_failsEachTextOnce(boolean autoVectors) {
        model.unscorable = 9;
        model.failingCall = 5;
        Cram some = autoVectors ? cram.autoVectors().vectorBits(1_000) : cram;

        List<TextResult> results = collected(some.compressEach(List.of("call me", "ishmael x")));

        assertThat(results).extracting(TextResult::text).containsExactlyInAnyOrder(0, 1);
        assertThat(results).noneMatch(TextResult::isDone);
    }

    @Test
    void compressEach_noMemoryForOneText_failsThatOne() {
        model.positionsInMemory = 5;

        List<TextResult> results = collected(cram.compressEach(List.of("abc", "abcdefgh", "xyz")));

        assertThat(results)
                .filteredOn(result -> !result.isDone())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.text()).isEqualTo(1);
                    assertThat(result.error()).hasMessageContaining("no memory");
                });
    }

    @Test
    void compressEach_endlessTexts_areReadAsTheyAreNeeded() {
        Iterable<String> endless = () -> Stream.generate(() -> "call me").iterator();
        try (Stream<TextResult> results = cram.batch(2).compressEach(endless)) {
            assertThat(results.limit(3)).hasSize(3).allMatch(TextResult::isDone);
        }
    }

    @Test
    void compressEach_noTexts_givesNone() {
        assertThat(collected(cram.compressEach(List.of()))).isEmpty();
    }

    @Test
    void compressEach_cancelled_endsWithTheTextsUnderWay() {
        Cancellation handle = new Cancellation();
        List<TextResult> results = collected(cram.batch(4)
                .cancellation(handle)
                .listener(progress -> handle.cancel())
                .compressEach(Collections.nCopies(1_000, "call me")));

        assertThat(results).hasSize(4).allMatch(result -> reason(result) == StopReason.CANCELLED);
        assertThat(model.evaluateCalls).isEqualTo(1);
    }

    private static @Nullable StopReason reason(TextResult result) {
        MemoryVectors vectors = result.vectors();
        return vectors == null ? null : vectors.report().cost().stopReason();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void compressAll_interrupted_doesNotBeginTheOthers(boolean autoVectors) {
        Cram some = (autoVectors ? cram.autoVectors().vectorBits(1_000) : cram)
                .listener(progress -> Thread.currentThread().interrupt())
                .acceptInexact();

        InexactException thrown = catchThrowableOfType(
                InexactException.class, () -> some.compressAll(Collections.nCopies(320, "call me")));

        assertThat(thrown.vectors()).hasSize(16);
        assertThat(thrown)
                .hasMessageContaining("304 of 320 texts did not begin")
                .hasMessageContaining("call again");
        assertThat(model.evaluateCalls).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void compress_cancelledBefore_doesNotBegin() {
        Cancellation handle = new Cancellation();
        handle.cancel();

        InexactException thrown = catchThrowableOfType(
                InexactException.class, () -> cram.cancellation(handle).compress("call me"));

        assertThat(thrown.vectors()).isEmpty();
        assertThat(thrown)
                .hasMessage(
                        "the text did not begin, since the work was cancelled: call again, and let it run to its end");
        assertThat(model.evaluateCalls).isZero();
    }

    @Test
    void progress_secondsLeft_followTheTextsThatAreDone() {
        List<Progress> told = new ArrayList<>();

        cram.batch(2).listener(told::add).compressAll(TEXTS);

        Progress last = told.get(told.size() - 1);
        assertThat(last.secondsLeft()).isBetween(0.0, last.seconds() / 19);
        Progress middle = told.get(told.size() / 2);
        assertThat(middle.secondsLeft()).isBetween(middle.seconds() / 9, middle.seconds() * 9);
    }

    private static List<TextResult> collected(Stream<TextResult> stream) {
        try (Stream<TextResult> results = stream) {
            return results.toList();
        }
    }
}
