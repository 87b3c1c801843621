package dev.cram.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.model.FrozenModel;
import dev.cram.study.measurement.CrammedLengths;
import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.ModelFacts.Role;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.text.TextSource;
import dev.cram.study.text.TextSources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class StudiesTest {

    private final TextSource main = TextSources.texts("main", List.of("a"), 0);
    private final TextSource words = TextSources.randomWords("words", List.of("a", "b"), 0);
    private final Subject subject = new Subject(
            model(),
            new StudyPlan(
                    "p", 1, List.of(8, 30), false, List.of(1, 2, 16), "paper", 1, 1, 0, 8, 2, 2, 2, List.of(2), 2, 2),
            List.of(new Subject.Source(main, Role.MAIN), new Subject.Source(words, Role.RANDOM_WORDS)));

    @Test
    void measurements_ofStudiesThatAskTheSameTexts_areEqual() {
        List<Measurement> capacity = List.of(new CrammedLengths(main, 1), new CrammedLengths(words, 1));

        for (Study<?> study :
                List.of(new CapacityStudy(), new CrossEntropyStudy(), new UtilizationStudy(), new SourcesStudy())) {
            assertThat(study.measurements(subject)).as(study.name()).isEqualTo(capacity);
        }
    }

    @Test
    void measurements_ofVectors_leaveOutWhatHasTooFewPositions() {
        assertThat(new VectorsStudy().measurements(subject))
                .containsExactly(new CrammedLengths(main, 1), new CrammedLengths(main, 2));
    }

    @Test
    void names_areDifferent() {
        assertThat(Studies.all().stream().map(Study::name)).doesNotHaveDuplicates();
    }

    private static FrozenModel model() {
        FrozenModel model = Mockito.mock(FrozenModel.class);
        Mockito.when(model.positions()).thenReturn(64);
        return model;
    }
}
