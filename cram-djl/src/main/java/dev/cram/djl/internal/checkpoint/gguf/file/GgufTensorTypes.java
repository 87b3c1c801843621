package dev.cram.djl.internal.checkpoint.gguf.file;

import static java.util.Map.entry;

import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The numbers of tensors' types in GGUF files: those that are read, and the names of those that errors only name. */
final class GgufTensorTypes {

    private static final Map<Integer, TensorType> READ = Map.ofEntries(
            entry(0, TensorType.F32),
            entry(1, TensorType.F16),
            entry(2, TensorType.Q4_0),
            entry(3, TensorType.Q4_1),
            entry(6, TensorType.Q5_0),
            entry(7, TensorType.Q5_1),
            entry(8, TensorType.Q8_0),
            entry(12, TensorType.Q4_K),
            entry(13, TensorType.Q5_K),
            entry(14, TensorType.Q6_K),
            entry(28, TensorType.F64),
            entry(30, TensorType.BF16));

    private static final Map<Integer, String> OTHERS = Map.ofEntries(
            entry(9, "Q8_1"),
            entry(10, "Q2_K"),
            entry(11, "Q3_K"),
            entry(15, "Q8_K"),
            entry(16, "IQ2_XXS"),
            entry(17, "IQ2_XS"),
            entry(18, "IQ3_XXS"),
            entry(19, "IQ1_S"),
            entry(20, "IQ4_NL"),
            entry(21, "IQ3_S"),
            entry(22, "IQ2_S"),
            entry(23, "IQ4_XS"),
            entry(24, "I8"),
            entry(25, "I16"),
            entry(26, "I32"),
            entry(27, "I64"),
            entry(29, "IQ1_M"),
            entry(34, "TQ1_0"),
            entry(35, "TQ2_0"),
            entry(39, "MXFP4"));

    private GgufTensorTypes() {}

    static Optional<TensorType> of(int number) {
        return Optional.ofNullable(READ.get(number));
    }

    static String name(int number) {
        return OTHERS.getOrDefault(number, Integer.toUnsignedString(number));
    }

    static List<TensorType> supported() {
        return READ.values().stream().sorted().toList();
    }
}
