package dev.cram.djl;

import ai.djl.Device;
import com.google.gson.Gson;
import dev.cram.djl.internal.decoder.MatrixRate;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.Point;
import dev.cram.model.Precision;
import dev.cram.model.TextObjective;
import dev.cram.model.TextObjective.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Steps of the engine, each when asked for, for {@code cram-examples/research/step-check}, which takes turns with them. The
 * arguments are a model's location, a precision and a number of threads. Each line of the standard input is answered by one
 * line: a {@link Text} as JSON, of which steps are asked from then on under the next number, by loss and gradient;
 * {@code step} and a number by the milliseconds that one took; {@code rate} by floating-point operations a second.
 */
public final class StepFigures {

    private static final double RATE_SECONDS = 0.2;

    private StepFigures() {}

    /**
     * What a step is of.
     *
     * @param ids of its tokens
     * @param vector the one input vector
     */
    private record Text(int[] ids, float[] vector) {}

    private record Step(TextObjective objective, List<Row> rows) {}

    public static void main(String[] arguments) throws IOException {
        Gson gson = new Gson();
        Precision precision = Precision.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        ModelOptions options = ModelOptions.defaults().precision(precision).threads(Integer.parseInt(arguments[2]));
        List<Step> steps = new ArrayList<>();
        try (FrozenModel model = DjlModels.open(arguments[0], options);
                BufferedReader questions =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                if (line.startsWith("step ")) {
                    Step step = steps.get(Integer.parseInt(line.substring(5)));
                    long began = System.nanoTime();
                    step.objective.evaluate(step.rows);
                    System.out.println((System.nanoTime() - began) / 1e6);
                } else if (line.equals("rate")) {
                    System.out.println(MatrixRate.flops(Device.cpu(), precision, RATE_SECONDS));
                } else {
                    Text text = gson.fromJson(line, Text.class);
                    Step step = new Step(
                            model.objective(List.of(text.ids)),
                            List.of(new Row(0, Point.of(text.vector, Demand.GRADIENT))));
                    steps.add(step);
                    Evaluation found = step.objective.evaluate(step.rows).get(0);
                    System.out.println(gson.toJson(Map.of("loss", found.loss(), "gradient", found.gradient())));
                }
            }
            steps.forEach(step -> step.objective.close());
        }
    }
}
