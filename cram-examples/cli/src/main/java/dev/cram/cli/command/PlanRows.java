package dev.cram.cli.command;

import dev.cram.djl.ModelPlan;
import dev.cram.djl.ModelPlan.DevicePlan;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A plan of an evaluation, as {@code cram models} prints it. */
final class PlanRows {

    private PlanRows() {}

    /** What is told, by name, in order. */
    static Map<String, String> of(ModelPlan plan, int vectors) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "plan",
                String.format(
                        Locale.ROOT,
                        "a text of %,d tokens and %,d %s in %s",
                        plan.positions() - vectors + 1,
                        vectors,
                        vectors == 1 ? "vector" : "vectors",
                        plan.precision()));
        plan.devices().forEach(device -> rows.put("  " + device.device(), of(device)));
        rows.put("  longest text", longest(plan, vectors));
        rows.put(
                "  an evaluation",
                plan.seconds().isEmpty()
                        ? "not known: that GPU is not here"
                        : String.format(
                                Locale.ROOT, "about %.2g s", plan.seconds().getAsDouble()));
        return rows;
    }

    private static String of(DevicePlan device) {
        return String.format(
                Locale.ROOT,
                "%,d %s, %,d MB of weights, %,d MB for the gradient, %s",
                device.layers(),
                device.layers() == 1 ? "layer" : "layers",
                device.weightBytes() / 1_000_000,
                device.evaluationBytes() / 1_000_000,
                device.freeBytes().isEmpty()
                        ? "free memory not known"
                        : String.format(
                                Locale.ROOT,
                                "%,d MB free%s",
                                device.freeBytes().getAsLong() / 1_000_000,
                                device.isEnough() ? "" : ": too little"));
    }

    private static String longest(ModelPlan plan, int vectors) {
        if (plan.mostPositions().isEmpty()) {
            return "not known";
        }
        int tokens = plan.mostPositions().getAsInt() - vectors + 1;
        return tokens < 1 ? "none fits" : String.format(Locale.ROOT, "%,d tokens", tokens);
    }
}
