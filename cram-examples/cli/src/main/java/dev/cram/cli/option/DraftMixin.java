package dev.cram.cli.option;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.Precision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which precision a search begins. */
public final class DraftMixin {

    @Option(
            names = "--draft",
            paramLabel = "FORMAT",
            description =
                    "bfloat16 or float16: takes gradients in it until it finds every token correct, and goes on in the "
                            + "precision. The model is in memory twice (default: none).")
    private @Nullable String format;

    /** Checks the value, before any work. */
    public Optional<Precision> precision() {
        return OptionValues.checked(() -> {
            Optional<Precision> draft = Optional.ofNullable(format).map(Precision::named);
            checkArgument(
                    draft.isEmpty() || draft.get() != Precision.FLOAT32,
                    "draft must be bfloat16 or float16, but was %s",
                    format);
            return draft;
        });
    }

    /** Opens a model, and its draft in a precision if there is one, for some work. */
    public static int use(ModelMixin model, ModelOptions options, Optional<Precision> precision, Work work)
            throws Exception {
        return model.use(options, opened -> {
            if (precision.isEmpty()) {
                return work.with(opened, Optional.empty());
            }
            try (FrozenModel draft = model.open(options.precision(precision.get()))) {
                return work.with(opened, Optional.of(draft));
            }
        });
    }

    /** What a command does with both. */
    @FunctionalInterface
    public interface Work {

        /** Does it, and says how that went. */
        int with(FrozenModel model, Optional<FrozenModel> draft) throws Exception;
    }
}
