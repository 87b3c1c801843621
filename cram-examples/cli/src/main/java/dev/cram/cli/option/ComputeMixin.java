package dev.cram.cli.option;

import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and how a model computes. */
public final class ComputeMixin {

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "cpu, cuda:N, several such as cuda:0,cuda:1, over which layers are spread, or auto for the first GPU if "
                            + "there is one (default: cpu).")
    private @Nullable String device;

    @Option(
            names = "--precision",
            paramLabel = "FORMAT",
            description = "float32, bfloat16, float16, or auto: float32, but bfloat16 on a GPU for more than 10^9 "
                    + "parameters (default: auto).")
    private @Nullable String precision;

    @Option(names = "--threads", paramLabel = "N", description = "Threads on the CPU (default: one a core).")
    private @Nullable Integer threads;

    @Option(
            names = "--checkpointing",
            description = "Less memory a token for about a third more time: what a gradient needs is computed again.")
    private boolean checkpointing;

    @Option(
            names = "--no-start-token",
            description =
                    "Scores texts without vectors behind nothing, where the tokenizer's template has a start token.")
    private boolean noStartToken;

    /** Checks all values, before any work. */
    public ModelOptions options() {
        return OptionValues.checked(() -> {
            ModelOptions options =
                    ModelOptions.defaults().checkpointing(checkpointing).startToken(!noStartToken);
            options = device == null ? options : options.device(device);
            options = precision == null || precision.equals("auto")
                    ? options
                    : options.precision(Precision.named(precision));
            return threads == null ? options : options.threads(positive(threads));
        });
    }

    private static int positive(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
        }
        return threads;
    }

    public boolean namesPrecision() {
        return precision != null;
    }

    /** Whether the user chose anything. */
    public boolean isGiven() {
        return device != null || precision != null || threads != null || checkpointing || noStartToken;
    }
}
