package dev.cram.djl.internal.decoder.torch;

import dev.cram.model.Precision;
import java.util.Optional;

/** What PyTorch makes of a precision. In half precision gradients are scaled on their way. */
public final class TorchPrecision {

    /** Parameters up to which the choice is float32 on a GPU; on a CPU it always is. */
    public static final long LARGEST_FLOAT32 = 1_000_000_000L;

    private TorchPrecision() {}

    /** The precision that is wanted, or else what suits a model of so many parameters. */
    public static Precision resolve(Optional<Precision> wanted, long parameters, boolean gpu) {
        return wanted.orElse(gpu && parameters > LARGEST_FLOAT32 ? Precision.BFLOAT16 : Precision.FLOAT32);
    }

    /** Number of the type in PyTorch. */
    public static int type(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> 6;
            case BFLOAT16 -> 15;
            case FLOAT16 -> 5;
        };
    }
}
