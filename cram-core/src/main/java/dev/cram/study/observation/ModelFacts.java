package dev.cram.study.observation;

import dev.cram.Cram;
import dev.cram.memory.CapacityReport;
import dev.cram.model.Baseline;
import dev.cram.model.FrozenModel;
import java.util.List;

/**
 * A model, the plan it is studied by and the sources of its texts: all that the other observations of the model depend
 * on. Immutable.
 *
 * @param model the model's name
 * @param fingerprint of its configuration, tokenizer and weights
 * @param precision number format that it computes in
 * @param device where it computes
 * @param threads threads on the CPU; 0 if results do not depend on their number
 * @param version of this library
 * @param width components of a vector
 * @param vocabularySize tokens that it tells apart
 * @param positions its input positions
 * @param baseline what plain scores stand behind
 * @param plan the settings
 * @param sources where texts come from
 */
@Kind("modelFacts")
public record ModelFacts(
        String model,
        String fingerprint,
        String precision,
        String device,
        int threads,
        String version,
        int width,
        int vocabularySize,
        int positions,
        Baseline baseline,
        StudyPlan plan,
        List<SourceFacts> sources)
        implements Observation {

    /**
     * A source of texts. Immutable.
     *
     * @param name its name
     * @param role what it stands for
     * @param identity tells its contents, way of cutting and seed
     */
    public record SourceFacts(String name, Role role, String identity) {}

    /** What a source of texts stands for. Immutable. */
    public enum Role {
        /** Natural text, which the model never saw as far as is known: what most studies use. */
        MAIN,
        /** Text that the model was trained on. */
        SEEN,
        /** Words drawn at random. */
        RANDOM_WORDS
    }

    /**
     * For one model.
     *
     * @param model the model
     * @param plan the settings
     * @param sources where texts come from
     * @return the facts
     */
    public static ModelFacts of(FrozenModel model, StudyPlan plan, List<SourceFacts> sources) {
        return new ModelFacts(
                model.name(),
                model.fingerprint(),
                model.precision().toString(),
                model.device(),
                model.threads(),
                Cram.version(),
                model.width(),
                model.vocabularySize(),
                model.positions(),
                model.baseline(),
                plan,
                List.copyOf(sources));
    }

    /**
     * The key of such an observation.
     *
     * @param model the model's name
     * @return the key
     */
    public static Key<ModelFacts> key(String model) {
        return Key.of(ModelFacts.class, model);
    }

    @Override
    public Key<ModelFacts> key() {
        return key(model);
    }

    /**
     * The name of the main source.
     *
     * @return the name
     */
    public String mainSource() {
        return sources.stream()
                .filter(source -> source.role() == Role.MAIN)
                .findFirst()
                .orElseThrow()
                .name();
    }

    /**
     * What a source stands for.
     *
     * @param source the source's name
     * @return its role
     */
    public Role role(String source) {
        return sources.stream()
                .filter(known -> known.name().equals(source))
                .findFirst()
                .orElseThrow()
                .role();
    }

    /**
     * Theoretical capacity (Eq. 1 of the paper) at 16 bits a component.
     *
     * @param vectors number of vectors
     * @return in tokens
     */
    public double theoreticalCapacityTokens(int vectors) {
        return CapacityReport.theoreticalCapacityTokens(vectors, width, vocabularySize);
    }
}
