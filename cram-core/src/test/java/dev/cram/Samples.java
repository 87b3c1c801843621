package dev.cram;

import dev.cram.file.SegmentFile;
import dev.cram.measure.Calibration;
import dev.cram.measure.CrammedVectors;
import dev.cram.measure.VectorBits;
import dev.cram.memory.Cancellation;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.Estimate;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.SegmentedVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.Baseline;
import dev.cram.model.Demand;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.Point;
import dev.cram.model.Precision;
import dev.cram.model.TokenScores;
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
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Loss;
import dev.cram.recipe.Method;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import dev.cram.study.BitsNeededStudy;
import dev.cram.study.CapacityStudy;
import dev.cram.study.CrossEntropyStudy;
import dev.cram.study.EntropyCodersStudy;
import dev.cram.study.GeometryStudy;
import dev.cram.study.SourcesStudy;
import dev.cram.study.Study;
import dev.cram.study.UtilizationStudy;
import dev.cram.study.VectorsStudy;
import dev.cram.study.coder.HuffmanCoder;
import dev.cram.study.coder.ModelCoder;
import dev.cram.study.measurement.StudyListener;
import dev.cram.study.measurement.Subject;
import dev.cram.study.measurement.Workbench;
import dev.cram.study.observation.Key;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.ResultLog;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.text.Bounds;
import dev.cram.study.text.TextSource;
import dev.cram.study.text.TextSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What the public methods of this module can be called with. */
final class Samples {

    private Samples() {}

    /** A right argument of every type, with a model that does the work. */
    static Map<Class<?>, Object> of(ReadoutModel model) {
        Map<Class<?>, Object> samples = new HashMap<>();
        Cram cram = Cram.with(model);
        MemoryVectors vectors = cram.compress("call me");
        AdamW adam = AdamW.of(0.1);
        Staged staged = new Staged(adam, 1, 1, Schedule.constant());
        Recipe recipe = Recipes.paper();
        TokenScores scores = new TokenScores(new float[1], new float[1]);
        samples.put(String.class, "fee"); // A text, and hexadecimal digits.
        samples.put(Double.class, 300.0);
        samples.put(List.class, List.of("me"));
        samples.put(Segments.class, cram.segments());
        samples.put(SegmentedVectors.class, cram.segments().compress("call me"));
        samples.put(SegmentFile.class, segmentFile(cram.segments()));
        samples.put(Reader.class, new StringReader("me"));
        samples.put(Appendable.class, new StringWriter());
        samples.put(Iterable.class, List.of("me"));
        samples.put(Duration.class, Duration.ofSeconds(9));
        samples.put(Executor.class, (Executor) Runnable::run);
        samples.put(Cancellation.class, new Cancellation());
        samples.put(Path.class, Path.of("nowhere.cram"));
        samples.put(InputStream.class, InputStream.nullInputStream());
        samples.put(OutputStream.class, OutputStream.nullOutputStream());
        samples.put(Cram.class, cram);
        samples.put(StopReason.class, StopReason.EXACT);
        samples.put(CramSettings.class, cram.settings());
        samples.put(FrozenModel.class, model);
        samples.put(ModelOptions.class, ModelOptions.defaults());
        samples.put(ProgressListener.class, (ProgressListener) progress -> {});
        samples.put(MemoryVectors.class, vectors);
        samples.put(TokenScores.class, scores);
        samples.put(Point.class, Point.of(new float[1], Demand.GRADIENT));
        CapacityReport report = vectors.report();
        samples.put(CapacityReport.class, report);
        samples.put(CapacityReport.Text.class, report.text());
        samples.put(CapacityReport.Vectors.class, report.vectors());
        samples.put(CapacityReport.Tokens.class, report.tokens());
        samples.put(CapacityReport.Bits.class, report.bits());
        samples.put(CapacityReport.Cost.class, report.cost());
        samples.put(CapacityReport.Model.class, report.model());
        samples.put(MemoryVectors.Origin.class, vectors.origin());
        samples.put(float[].class, new float[] {1});
        samples.put(CrammedVectors.class, CrammedVectors.of(new float[] {1}, 1, vectors.origin()));
        samples.put(Estimate.class, cram.estimate("me"));
        samples.put(Precision.class, Precision.FLOAT32);
        samples.put(Baseline.class, Baseline.NONE);
        samples.put(VectorBits.class, VectorBits.released(model));
        samples.put(VectorBits.Source.class, VectorBits.Source.TOLD);
        samples.put(
                Calibration.class,
                new Calibration(
                        "fee",
                        "me",
                        Precision.FLOAT32,
                        Baseline.NONE,
                        9,
                        1,
                        0.1,
                        2,
                        "default",
                        9,
                        "0.1.0",
                        "2026-01-01"));
        samples.put(Schedule.class, Schedule.constant());
        samples.put(Schedule.Exponential.class, new Schedule.Exponential(0.5));
        samples.put(Loss.class, Loss.plain());
        samples.put(Recipe.class, recipe);
        samples.put(Method.class, recipe.whole());
        samples.put(VectorOptimizer.class, adam);
        samples.put(FirstOrder.class, adam);
        samples.put(AdamW.class, adam);
        samples.put(PolarAdam.class, PolarAdam.of(0.1));
        samples.put(LowDimensional.class, new LowDimensional(adam, 1));
        samples.put(Staged.class, staged);
        samples.put(Cycles.class, new Cycles(adam, 1, 1, Schedule.constant()));
        samples.put(TextStart.class, new TextStart(adam, 16, 1));
        samples.put(Restarts.class, new Restarts(staged, 1, 1));
        samples.put(
                VectorOptimizer.Problem.class,
                new VectorOptimizer.Problem(new float[1], new float[0], 1, 1, 1, 0, 1, 9, 0, 0));
        study(samples, model);
        return samples;
    }

    private static SegmentFile segmentFile(Segments segments) {
        try {
            Path file = Files.createTempFile("sample", ".crams");
            segments.compress(new StringReader("call me"), file);
            SegmentFile opened = SegmentFile.open(file);
            Files.delete(file);
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void study(Map<Class<?>, Object> samples, FrozenModel model) {
        StudyPlan plan =
                new StudyPlan("p", 1, List.of(1), false, List.of(1), "paper", 1, 1, 0, 1, 2, 2, 2, List.of(2), 2, 2);
        ResultLog log = ResultLog.inMemory();
        TextSource texts = TextSources.texts("t", List.of("me"), 0);
        samples.put(StudyPlan.class, plan);
        samples.put(ResultLog.class, log);
        samples.put(Observations.class, new Observations());
        samples.put(TextSource.class, texts);
        samples.put(Bounds.class, Bounds.TOKEN);
        samples.put(ModelFacts.Role.class, ModelFacts.Role.MAIN);
        samples.put(StudyListener.class, (StudyListener) (what, share, left) -> {});
        samples.put(Consumer.class, (Consumer<Object>) line -> {});
        samples.put(Class.class, ModelFacts.class);
        samples.put(ModelCoder.class, new ModelCoder(model));
        Subject subject = new Subject(model, plan, List.of(new Subject.Source(texts, ModelFacts.Role.MAIN)));
        samples.put(Subject.class, subject);
        samples.put(Workbench.class, new Workbench(subject, log, (what, share, left) -> {}, "me"));
        samples.put(Collection.class, List.of());
        samples.put(Key.class, ModelFacts.key("me"));
        samples.put(HuffmanCoder.class, HuffmanCoder.of(List.of(), 2));
        List<Study<?>> studies = List.of(
                new BitsNeededStudy(),
                new CapacityStudy(),
                new CrossEntropyStudy(),
                new EntropyCodersStudy(List.of()),
                new GeometryStudy(),
                new SourcesStudy(),
                new UtilizationStudy(),
                new VectorsStudy());
        studies.forEach(study -> samples.put(study.getClass(), study));
    }
}
