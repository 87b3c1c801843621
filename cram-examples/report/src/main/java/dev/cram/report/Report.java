package dev.cram.report;

import dev.cram.study.BitsNeededStudy;
import dev.cram.study.CapacityStudy;
import dev.cram.study.CrossEntropyStudy;
import dev.cram.study.EntropyCodersStudy;
import dev.cram.study.GeometryStudy;
import dev.cram.study.SourcesStudy;
import dev.cram.study.Studies;
import dev.cram.study.Study;
import dev.cram.study.UtilizationStudy;
import dev.cram.study.VectorsStudy;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.StudyRun;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of all studies, made of nothing but observations. A study that was not run has no rows.
 *
 * @param models the models with their settings
 * @param capacity how long a text one vector holds
 * @param vectors how much several vectors hold
 * @param crossEntropy before against after
 * @param utilization of the theoretical capacity
 * @param sources of texts side by side
 * @param geometry where the solutions lie
 * @param entropyCoders bits a byte
 * @param bitsNeeded rounded vectors
 * @param runs the processes that measured, with their commands
 */
public record Report(
        List<ModelFacts> models,
        CapacityStudy.Result capacity,
        CapacityStudy.Result vectors,
        CrossEntropyStudy.Result crossEntropy,
        UtilizationStudy.Result utilization,
        SourcesStudy.Result sources,
        GeometryStudy.Result geometry,
        EntropyCodersStudy.Result entropyCoders,
        BitsNeededStudy.Result bitsNeeded,
        List<StudyRun> runs) {

    /** All studies, in the order of the report. */
    public static List<Study<?>> studies() {
        List<Study<?>> studies = new ArrayList<>(Studies.all());
        studies.add(studies.size() - 1, new EntropyCodersStudy(ByteCoders.all()));
        return studies;
    }

    /** The report of some observations. */
    public static Report of(Observations observations) {
        return new Report(
                observations.all(ModelFacts.class),
                new CapacityStudy().result(observations),
                new VectorsStudy().result(observations),
                new CrossEntropyStudy().result(observations),
                new UtilizationStudy().result(observations),
                new SourcesStudy().result(observations),
                new GeometryStudy().result(observations),
                new EntropyCodersStudy(List.of()).result(observations),
                new BitsNeededStudy().result(observations),
                observations.all(StudyRun.class));
    }
}
