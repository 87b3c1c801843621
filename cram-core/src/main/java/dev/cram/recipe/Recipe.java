package dev.cram.recipe;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Doubles;
import dev.cram.optim.AdamW;
import dev.cram.optim.Cycles;
import dev.cram.optim.FirstOrder;
import dev.cram.optim.LowDimensional;
import dev.cram.optim.PolarAdam;
import dev.cram.optim.Rated;
import dev.cram.optim.Restarts;
import dev.cram.optim.Schedule;
import dev.cram.optim.Staged;
import dev.cram.optimizer.VectorOptimizer;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A way to search: an optimizer and its limits, under a name that reports carry. Immutable; each step returns a new
 * value.
 *
 * @param name the name
 * @param optimizer the method
 * @param loss what it minimises
 * @param steps largest number of rounds a text, at least 1
 * @param patience rounds without one more correct token (or, once all are correct, a larger smallest margin; or, where a
 *     prefix grows, a longer one) after which a text is given up; 0 for no such limit
 * @serial exclude
 */
public record Recipe(String name, VectorOptimizer optimizer, Loss loss, int steps, int patience)
        implements Serializable {

    private static final AdamW PROGRESSIVE_ADAM = AdamW.of(0.1).schedule(Schedule.cosine(100, 0.01));

    /**
     * Checks the limits.
     *
     * @param name as above
     * @param optimizer as above
     * @param loss as above
     * @param steps as above
     * @param patience as above
     */
    public Recipe {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(loss, "loss");
        checkArgument(steps >= 1, "steps must be at least 1, but was %s", steps);
        checkArgument(patience >= 0, "patience must be 0 (none) or more steps, but was %s", patience);
    }

    /**
     * The paper's search (Kuratov et al. 2025, section 4 and their train.py): AdamW at a learning rate of 0.01, betas 0.9
     * and 0.9, weight decay 0.01, no schedule, at most 5,000 steps, patience 2,000. On this library's layout and
     * objective, which also score the first token.
     *
     * @return {@code paper}
     */
    public static Recipe paper() {
        return new Recipe("paper", AdamW.of(0.01), Loss.plain(), 5_000, 2_000);
    }

    /**
     * The paper's search with its own objective, which neither trains nor asks for the first token: a text is done when
     * tokens 2 to L are correct, given the true tokens before them. Greedy decoding from the vectors alone then fails
     * as a rule; use it to compare with the paper.
     *
     * @return {@code paper-objective}
     */
    public static Recipe paperObjective() {
        return new Recipe("paper-objective", AdamW.of(0.01), Loss.inner(), 5_000, 2_000);
    }

    /**
     * The follow-up's search (Progressive Cramming, arXiv 2607.21231 and its public code): the target grows by one token
     * a stage; AdamW as in the paper but at a learning rate of 0.1 with 100 steps of warm-up and a cosine to 0.001; at
     * most 1,000 steps a stage and 10,000 a text. On this library's layout, objective and start.
     *
     * @return {@code progressive}
     */
    public static Recipe progressive() {
        return progressive("progressive", PROGRESSIVE_ADAM);
    }

    /**
     * The follow-up's search with its best temperature, 0.25 (Progressive Cramming, arXiv 2607.21231, temperature table).
     *
     * @return {@code progressive-temperature}
     */
    public static Recipe progressiveTemperature() {
        return progressive("progressive-temperature", PROGRESSIVE_ADAM)
                .loss(Loss.plain().temperature(0.25));
    }

    /**
     * The follow-up's search over a low-dimensional re-parametrisation of rank 256 (Progressive Cramming, arXiv
     * 2607.21231).
     *
     * @return {@code progressive-low-dimensional}
     */
    public static Recipe progressiveLowDimensional() {
        return progressive("progressive-low-dimensional", new LowDimensional(PROGRESSIVE_ADAM, 256));
    }

    private static Recipe progressive(String name, FirstOrder method) {
        return new Recipe(name, new Staged(method, 1, 1_000, Schedule.constant()), Loss.plain(), 10_000, 0);
    }

    /**
     * What to use when there is no reason to choose: {@link PolarAdam} with steps of up to 0.7 radians, in {@link Cycles}
     * of cosines, at a temperature that falls from 0.25. The low temperature leaves alone the tokens that lead and works
     * on those that do not; the published sweep, whose temperature stays, found the same value best (Progressive Cramming,
     * arXiv 2607.21231, temperature table). Over a cycle it falls to 0.075, along a cosine, so that texts that are done
     * early do not wait for it. Asked for a prefix, the search anneals: see {@link #growing()}.
     *
     * @return {@code default}
     */
    public static Recipe standard() {
        PolarAdam method = PolarAdam.of(0.7).schedule(Schedule.cosine(0, 0));
        return new Recipe(
                "default",
                new Cycles(method, 100, 3, Schedule.cosine(0, 0.3)),
                Loss.plain().temperature(0.25),
                20_000,
                0);
    }

    /**
     * All recipes that have a name.
     *
     * @return {@code default} first
     */
    public static List<Recipe> all() {
        return List.of(
                standard(),
                paper(),
                paperObjective(),
                progressive(),
                progressiveTemperature(),
                progressiveLowDimensional());
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
        Recipe recipe = all().stream()
                .filter(known -> known.name().equals(base))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("recipe must be one of "
                        + all().stream().map(Recipe::name).collect(Collectors.joining(", "))
                        + ", or one of them @ a learning rate, but was '" + name + "'"));
        if (at < 0) {
            return recipe;
        }
        Rated method = ((Rated) recipe.optimizer).rate(rate(name.substring(at + 1), name));
        return new Recipe(name, method, recipe.loss, recipe.steps, recipe.patience);
    }

    private static double rate(String rate, String name) {
        Double value = Doubles.tryParse(rate);
        checkArgument(
                value != null && value > 0 && Double.isFinite(value),
                "recipe must have a learning rate above 0 after @, but was '%s'",
                name);
        return value;
    }

    /**
     * The same in the form that suits the search for the longest prefix: a method that runs in {@link Cycles} runs in
     * {@link Staged stages} of 8 to 1 tokens instead, at six tenths of its rate and twice its temperature, which falls to a
     * tenth, with one schedule over the whole search, and {@link Restarts once again} from another start where there is
     * time for twice 3,000 rounds or more; any other stays as it is.
     *
     * @return a new value, or this one
     */
    public Recipe growing() {
        if (!(optimizer instanceof Cycles cycling)) {
            return this;
        }
        FirstOrder method = cycling.method().rate(0.6 * cycling.method().rate());
        Staged stages = new Staged(method, 8, steps, Schedule.exponential(0.1));
        return new Recipe(name, new Restarts(stages, 2, 3_000), loss.hotter(2), steps, patience);
    }

    /**
     * The same with another limit of rounds.
     *
     * @param steps at least 1
     * @return a new value
     */
    public Recipe steps(int steps) {
        return new Recipe(name, optimizer, loss, steps, patience);
    }

    /**
     * The same with another patience.
     *
     * @param patience 0 for none, or a number of rounds
     * @return a new value
     */
    public Recipe patience(int patience) {
        return new Recipe(name, optimizer, loss, steps, patience);
    }

    /**
     * The same with another loss.
     *
     * @param loss what to minimise
     * @return a new value
     */
    public Recipe loss(Loss loss) {
        return new Recipe(name, optimizer, loss, steps, patience);
    }

    /**
     * The same limits and loss with another method, whose name it takes.
     *
     * @param optimizer the method
     * @return a new value
     */
    public Recipe optimizer(VectorOptimizer optimizer) {
        Objects.requireNonNull(optimizer, "optimizer");
        return new Recipe(optimizer.name(), optimizer, loss, steps, patience);
    }
}
