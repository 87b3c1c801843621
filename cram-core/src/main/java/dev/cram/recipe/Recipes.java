package dev.cram.recipe;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Doubles;
import dev.cram.optim.AdamW;
import dev.cram.optim.Cycles;
import dev.cram.optim.FirstOrder;
import dev.cram.optim.LowDimensional;
import dev.cram.optim.PolarAdam;
import dev.cram.optim.Restarts;
import dev.cram.optim.Schedule;
import dev.cram.optim.Staged;
import dev.cram.optim.TextStart;
import dev.cram.optimizer.VectorOptimizer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The recipes that have a name: this library's own, and the published ones to compare with. Stateless. */
public final class Recipes {

    private static final double PAPER_RATE = 0.01;
    private static final double PROGRESSIVE_RATE = 0.1;
    private static final double STANDARD_ANGLE = 1;

    private static final List<Named> NAMED = List.of(
            new Named("default", STANDARD_ANGLE, Recipes::standard),
            new Named("paper", PAPER_RATE, (name, rate) -> paper(name, rate, Loss.plain())),
            new Named("paper-objective", PAPER_RATE, (name, rate) -> paper(name, rate, Loss.inner())),
            new Named(
                    "progressive",
                    PROGRESSIVE_RATE,
                    (name, rate) -> progressive(name, progressiveAdam(rate), Loss.plain())),
            new Named(
                    "progressive-temperature",
                    PROGRESSIVE_RATE,
                    (name, rate) -> progressive(
                            name, progressiveAdam(rate), Loss.plain().temperature(0.25))),
            new Named(
                    "progressive-low-dimensional",
                    PROGRESSIVE_RATE,
                    (name, rate) -> progressive(name, new LowDimensional(progressiveAdam(rate), 256), Loss.plain())));

    private Recipes() {}

    /** A name, the learning rate that goes with it, and what makes the recipe at any. */
    private record Named(String name, double rate, Maker maker) {

        @FunctionalInterface
        interface Maker {

            Recipe make(String name, double rate);
        }

        Recipe usual() {
            return maker.make(name, rate);
        }
    }

    /**
     * What to use when there is no reason to choose: {@link PolarAdam} with steps of up to a radian, from a {@link TextStart
     * start} that leans towards the text, of 16 lengths where the model lets it be, in {@link Cycles} of cosines, at a
     * temperature that falls from 0.5 to 0.1 over each. A low temperature leaves alone the tokens that lead and works on
     * those that do not; the published sweep, whose temperature stays, found 0.25 to 0.5 best (Progressive Cramming, arXiv
     * 2607.21231, temperature table). Chosen on SmolLM2-135M, Gemma 3 270M and the built-in model together.
     *
     * <p>The search for the longest prefix anneals: in {@link Staged stages} of 8 to 1 tokens, at 0.42 of the rate, at a
     * temperature that falls to a tenth too, with one schedule over the whole search, and {@link Restarts once again}
     * from another start where there is time for twice 3,000 rounds or more.
     *
     * @return {@code default}
     */
    public static Recipe standard() {
        return named("default");
    }

    private static Recipe standard(String name, double angle) {
        int steps = 20_000;
        Loss loss = Loss.plain().temperature(0.5);
        Cycles cycles = new Cycles(polar(angle), 60, 4, Schedule.cosine(0, 0.2));
        Staged stages = new Staged(polar(0.42 * angle), 8, steps, Schedule.exponential(0.1));
        Method prefix = new Method(start(new Restarts(stages, 2, 3_000)), loss, Recipe.PREFIX_BUDGET);
        return new Recipe(name, Method.of(start(cycles), loss), prefix, steps, Recipe.ENDLESS);
    }

    private static TextStart start(VectorOptimizer method) {
        return new TextStart(method, 16, 1.5);
    }

    private static PolarAdam polar(double angle) {
        return PolarAdam.of(angle).schedule(Schedule.cosine(0, 0));
    }

    /**
     * The paper's search (Kuratov et al. 2025, section 4 and their train.py): AdamW at a learning rate of 0.01, betas 0.9
     * and 0.9, weight decay 0.01, no schedule, at most 5,000 steps, patience 2,000. On this library's layout and
     * objective, which also score the first token.
     *
     * @return {@code paper}
     */
    public static Recipe paper() {
        return named("paper");
    }

    /**
     * The paper's search with its own objective, which neither trains nor asks for the first token: a text is done when
     * tokens 2 to L are correct, given the true tokens before them. Greedy decoding from the vectors alone then fails
     * as a rule; use it to compare with the paper.
     *
     * @return {@code paper-objective}
     */
    public static Recipe paperObjective() {
        return named("paper-objective");
    }

    private static Recipe paper(String name, double rate, Loss loss) {
        return Recipe.of(name, AdamW.of(rate), loss, 5_000).patience(2_000);
    }

    /**
     * The follow-up's search (Progressive Cramming, arXiv 2607.21231 and its public code): the target grows by one token
     * a stage; AdamW as in the paper but at a learning rate of 0.1 with 100 steps of warm-up and a cosine to 0.001; at
     * most 1,000 steps a stage and 10,000 a text. On this library's layout, objective and start.
     *
     * @return {@code progressive}
     */
    public static Recipe progressive() {
        return named("progressive");
    }

    /**
     * The follow-up's search with its best temperature, 0.25 (Progressive Cramming, arXiv 2607.21231, temperature table).
     *
     * @return {@code progressive-temperature}
     */
    public static Recipe progressiveTemperature() {
        return named("progressive-temperature");
    }

    /**
     * The follow-up's search over a low-dimensional re-parametrisation of rank 256 (Progressive Cramming, arXiv
     * 2607.21231).
     *
     * @return {@code progressive-low-dimensional}
     */
    public static Recipe progressiveLowDimensional() {
        return named("progressive-low-dimensional");
    }

    private static AdamW progressiveAdam(double rate) {
        return AdamW.of(rate).schedule(Schedule.cosine(100, 0.01));
    }

    private static Recipe progressive(String name, FirstOrder method, Loss loss) {
        return Recipe.of(name, new Staged(method, 1, 1_000, Schedule.constant(), true), loss, 10_000);
    }

    /**
     * All of them.
     *
     * @return {@code default} first
     */
    public static List<Recipe> all() {
        return NAMED.stream().map(Named::usual).toList();
    }

    /**
     * The recipe of a name; {@code NAME@RATE} is the same recipe at another learning rate.
     *
     * @param name one of the names of {@link #all()}, with a learning rate or without
     * @return the recipe
     * @throws IllegalArgumentException if there is none of that name, or the rate is no number above 0
     */
    public static Recipe named(String name) {
        Objects.requireNonNull(name, "name");
        int at = name.indexOf('@');
        String base = at < 0 ? name : name.substring(0, at);
        Named named = NAMED.stream()
                .filter(known -> known.name().equals(base))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("recipe must be one of "
                        + NAMED.stream().map(Named::name).collect(Collectors.joining(", "))
                        + ", or one of them @ a learning rate, but was '" + name + "'"));
        return at < 0 ? named.usual() : named.maker().make(name, rate(name.substring(at + 1), name));
    }

    private static double rate(String rate, String name) {
        Double value = Doubles.tryParse(rate);
        checkArgument(
                value != null && value > 0 && Double.isFinite(value),
                "recipe must have a learning rate above 0 after @, but was '%s'",
                name);
        return value;
    }
}
