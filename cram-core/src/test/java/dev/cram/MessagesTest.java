package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cram.measure.CrammedVectors;
import dev.cram.memory.InexactException;
import dev.cram.memory.InvalidTextException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ModelMismatchException;
import dev.cram.model.CramException;
import dev.cram.model.ModelException;
import dev.cram.optim.AdamW;
import dev.cram.recipe.Recipes;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads when something went wrong: under which condition which message, and the cure that helps. */
class MessagesTest {

    /** A condition, the error's type, what its message says, and its cure. */
    record Row(
            String condition, Consumer<ReadoutModel> work, Class<? extends Exception> type, String says, String cure) {

        @Override
        public String toString() {
            return condition;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        "altered vectors",
                        model -> Cram.with(model).decompress(altered(model, 0)),
                        ModelMismatchException.class,
                        "decode to another text here. Either they were altered",
                        "take them from their file again"),
                new Row(
                        "another machine",
                        model -> {
                            MemoryVectors vectors = Cram.with(model).compress("call me");
                            model.wrongDecodes = 1;
                            Cram.with(model).decompress(vectors);
                        },
                        ModelMismatchException.class,
                        "numbers round differently here, on another kind of machine, number of threads or version",
                        "make them again with a target margin"),
                new Row(
                        "another width",
                        model -> Cram.with(model).decompress(altered(model, 59)),
                        ModelMismatchException.class,
                        "their width is 5, but that of readout, the model they were made for, is 64",
                        "take them from their file again"),
                new Row(
                        "more vectors than positions",
                        model -> Cram.with(model).vectors(1_000).compress("call me"),
                        InvalidTextException.class,
                        "1000 vectors leave no room for a text: readout has 16 positions",
                        "take at most 10 for a text of 7 tokens"),
                new Row(
                        "more vectors than positions, and a text that is too long alone",
                        model -> Cram.with(model).vectors(17).compress("a".repeat(20)),
                        InvalidTextException.class,
                        "17 vectors leave no room for a text: readout has 16 positions",
                        "take fewer, and shorten or split the text of 20 tokens"),
                new Row(
                        "a text too long beside its vectors",
                        model -> Cram.with(model).vectors(4).compress("a".repeat(14)),
                        InvalidTextException.class,
                        "hold at most 13 tokens beside 4 vectors",
                        "shorten or split the text, or take at most 3 vectors"),
                new Row(
                        "an interrupt",
                        model -> Cram.with(model)
                                .listener(progress -> Thread.currentThread().interrupt())
                                .compress("call me"),
                        InexactException.class,
                        "stopped by CANCELLED after 1 steps",
                        "the work was cancelled: call again"),
                new Row(
                        "too few steps",
                        model -> Cram.with(model).steps(2).compress("call me"),
                        InexactException.class,
                        "stopped by STEP_LIMIT after 2 steps",
                        "allow more steps, budget or vectors, shorten the text"),
                new Row(
                        "a margin out of reach",
                        model -> Cram.with(model).margin(1e6).steps(300).compress("call me"),
                        InexactException.class,
                        "7 of 7 tokens correct",
                        "allow more steps, budget or vectors, lower the target margin"),
                new Row(
                        "no progress",
                        model -> Cram.with(model)
                                .optimizer(AdamW.of(1e-9))
                                .patience(3)
                                .compress("call me"),
                        InexactException.class,
                        "stopped by NO_PROGRESS",
                        "allow more patience or vectors"),
                new Row(
                        "a recipe that leaves the first token out",
                        model -> Cram.with(model)
                                .recipe(Recipes.paperObjective())
                                .compressAll(java.util.List.of("call me", "abcdefg", "zebra", "quick fox")),
                        InexactException.class,
                        "stopped by INNER_CORRECT",
                        "its recipe does not train the first token: take another"),
                new Row(
                        "a rate far too high",
                        model -> Cram.with(model).optimizer(AdamW.of(1e300)).compress("call me"),
                        InexactException.class,
                        "stopped by DIVERGED after 1 steps",
                        "lower the learning rate of adamw"),
                new Row(
                        "no engine",
                        model -> Cram.open("nowhere"),
                        ModelException.class,
                        "No engine opens 'nowhere'; none is installed",
                        "add dev.cram:cram-djl to the class path; where jars were merged into one, merge their"
                                + " META-INF/services"));
    }

    /** Vectors that lost components at their end, or whose components have another sign. */
    private static MemoryVectors altered(ReadoutModel model, int lost) {
        MemoryVectors made = Cram.with(model).compress("call me");
        float[] values = java.util.Arrays.copyOf(made.toArray(), made.width() - lost);
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
        return CrammedVectors.of(values, 1, made.origin());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void message_condition_namesWhatIsWrongAndTheCure(Row row) {
        Throwable thrown = catchThrowable(() -> row.work().accept(new ReadoutModel()));

        Thread.interrupted();
        assertThat(thrown)
                .isExactlyInstanceOf(row.type())
                .isInstanceOf(CramException.class)
                .hasMessageContainingAll(row.says(), row.cure());
    }
}
