package dev.cram.cli.option;

import dev.cram.Cram;
import dev.cram.cli.terminal.Interruption;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model to open, and where it computes. */
public final class ModelMixin {

    @Option(
            names = "--model",
            paramLabel = "LOCATION",
            description = "The built-in model 'pocket', a model folder, a GGUF file, or a hub id such as "
                    + "EleutherAI/pythia-160m@main (default: ${DEFAULT-VALUE}).")
    private String location = "pocket";

    @Mixin
    private ComputeMixin compute = new ComputeMixin();

    /** Checks all values but the location, before any work. */
    public ModelOptions options() {
        return compute.options();
    }

    /** Whether the user asked for a precision. */
    public boolean namesPrecision() {
        return compute.namesPrecision();
    }

    /** Opens the model for some work; Ctrl-C interrupts the work, since the process must not end inside the engine. */
    public int use(ModelOptions options, Work work) throws Exception {
        return Interruption.guard(() -> {
            try (FrozenModel model = open(options)) {
                return work.with(model);
            }
        });
    }

    FrozenModel open(ModelOptions options) {
        return Cram.open(location, options);
    }

    /** What a command does with an open model. */
    @FunctionalInterface
    public interface Work {

        /** Does it, and says how that went. */
        int with(FrozenModel model) throws Exception;
    }
}
