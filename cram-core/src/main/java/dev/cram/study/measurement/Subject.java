package dev.cram.study.measurement;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.Lists;
import com.google.common.collect.Range;
import dev.cram.model.FrozenModel;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.text.TextSource;
import java.util.List;
import java.util.Objects;

/**
 * What is studied. Immutable; as thread-safe as the model.
 *
 * @param model the model, which stays the caller's to close
 * @param plan the settings
 * @param sources where texts come from; one of them is {@link ModelFacts.Role#MAIN}
 */
public record Subject(FrozenModel model, StudyPlan plan, List<Source> sources) {

    /**
     * A source of texts and what it stands for. Immutable.
     *
     * @param texts the source
     * @param role what it stands for
     */
    public record Source(TextSource texts, ModelFacts.Role role) {

        public Source {
            Objects.requireNonNull(texts, "texts");
            Objects.requireNonNull(role, "role");
        }
    }

    public Subject {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(plan, "plan");
        sources = List.copyOf(Objects.requireNonNull(sources, "sources"));
    }

    /**
     * All that the observations of the model depend on.
     *
     * @return the facts
     */
    public ModelFacts facts() {
        return ModelFacts.of(
                model,
                plan,
                sources.stream()
                        .map(source -> new ModelFacts.SourceFacts(
                                source.texts().name(),
                                source.role(),
                                source.texts().identity()))
                        .toList());
    }

    /**
     * The source that most studies use.
     *
     * @return the texts of {@link ModelFacts.Role#MAIN}
     */
    public TextSource main() {
        return sources.stream()
                .filter(source -> source.role() == ModelFacts.Role.MAIN)
                .findFirst()
                .orElseThrow()
                .texts();
    }

    /**
     * The plan's lengths of texts for some vectors, as far as the model has positions.
     *
     * @param vectors number of vectors
     * @return in tokens, rising
     */
    public List<Integer> lengths(int vectors) {
        return plan.lengths().stream()
                .filter(tokens -> (long) tokens * vectors + vectors - 1 <= model.positions())
                .map(tokens -> tokens * vectors)
                .toList();
    }

    /** The indices of so many texts, in batches: what is measured as a whole or not at all. */
    List<List<Integer>> batches(int texts) {
        // Not a list of all: more texts may be asked for than memory could number.
        ContiguousSet<Integer> all = ContiguousSet.create(Range.closedOpen(0, texts), DiscreteDomain.integers());
        return Lists.partition(all.asList(), plan.batch());
    }
}
