package dev.cram.examples;

import dev.cram.Cram;
import dev.cram.memory.CapacityReport;
import dev.cram.model.FrozenModel;

/**
 * Shows how to bring another search: write a {@link dev.cram.optimizer.StepRule} (here {@link Lion}) and hand it over.
 *
 * <pre>cram-examples/java/run CustomOptimizer "the old man"</pre>
 */
public final class CustomOptimizer {

    private CustomOptimizer() {}

    /**
     * Prints what the search cost.
     *
     * @param args a text and a model, or nothing
     */
    public static void main(String[] args) {
        CapacityReport report = run(args.length > 0 ? args[0] : "the old man", args.length > 1 ? args[1] : "pocket");
        System.out.println(report.cost().recipe() + ": " + report.cost().evaluations() + " evaluations");
    }

    static CapacityReport run(String text, String location) {
        try (FrozenModel model = Cram.open(location)) {
            return Cram.with(model)
                    .optimizer(Lion.optimizer(0.2))
                    .steps(500)
                    .compress(text)
                    .report();
        }
    }
}
