package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.optimizer.VectorOptimizer;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The evaluations that are reported are those that the engine worked: over all verbs and recipes, for random settings. */
class EvaluationsTest {

    private static final int CASES = 40;

    private final Random random = new Random(11);
    private ReadoutModel model = new ReadoutModel();

    static List<Recipe> recipes() {
        List<Recipe> recipes = new ArrayList<>(Recipes.all());
        recipes.add(Recipes.named("progressive@0.5"));
        recipes.add(Recipes.standard().optimizer(new Wandering()));
        return recipes;
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void evaluations_ofEveryVerb_areWhatTheEngineWorked(Recipe recipe) {
        for (int i = 0; i < CASES; i++) {
            model = new ReadoutModel();
            model.reach = pick(3, 16);
            model.rowsInMemory = pick(1, 2, Integer.MAX_VALUE);
            model.wrongDecodes = pick(0, 0, 3);
            model.nanAfter = pick(5, Integer.MAX_VALUE, Integer.MAX_VALUE);
            Cram cram = Cram.with(model)
                    .recipe(recipe)
                    .acceptInexact()
                    .seed(i)
                    .vectorBits(pick(5, 40, 1_000))
                    .steps(pick(1, 7, 60))
                    .patience(pick(Recipe.ENDLESS, Recipe.ENDLESS, 4))
                    .budget(pick(1_000_000, 10, 30))
                    .batch(pick(1, 2, 16))
                    .margin(pick(0, 1, 9));
            List<String> texts = texts();

            assertCounted(texts, cram.autoVectors().compressAll(texts));
            Cram some = cram.vectors(pick(1, 2, 3));
            assertCounted(texts, some.compressAll(texts));
            assertCounted(texts, some.compressPrefixes(texts));
            assertCounted(texts.subList(0, 1), List.of(some.compressPrefix(texts.get(0))));
            MemoryVectors vectors = some.compress(texts.get(0));
            assertCounted(texts.subList(0, 1), List.of(vectors));
            CapacityReport measured = some.measure(vectors, texts.get(0));
            assertThat(measured.cost().evaluations() * texts.get(0).length()).isEqualTo(work());
        }
    }

    /** The engine's work since the last look, in evaluations of one token, and those of the reports of texts. */
    private void assertCounted(List<String> texts, List<MemoryVectors> vectors) {
        double reported = 0;
        for (int i = 0; i < texts.size(); i++) {
            reported +=
                    vectors.get(i).report().cost().evaluations() * texts.get(i).length();
        }
        assertThat(reported).isCloseTo(work(), within(1e-6));
    }

    private double work() {
        double work = model.work;
        model.work = 0;
        return work;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(1, 13); i > 0; i--) {
                text.append(ReadoutModel.ALPHABET.charAt(random.nextInt(26)));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private int pick(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Asks for points of every kind. */
    @SuppressWarnings("serial")
    private record Wandering() implements VectorOptimizer {

        @Override
        public String name() {
            return "wandering";
        }

        @Override
        public State start(Problem problem) {
            Random random = new Random(problem.seed());
            return new State() {
                @Override
                public List<Point> ask() {
                    List<Point> points = new ArrayList<>();
                    for (int i = random.nextInt(4); i >= 0; i--) {
                        Demand demand = List.of(Demand.values()).get(random.nextInt(Demand.values().length));
                        Point point = Point.of(problem.initial().clone(), demand);
                        points.add(random.nextBoolean() ? point : point.prefix(random.nextInt(1, 20)));
                    }
                    return points;
                }

                @Override
                public void tell(List<Evaluation> evaluations) {
                    problem.initial()[0] += (float) random.nextGaussian();
                }
            };
        }
    }
}
