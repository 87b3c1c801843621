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
            entry(10, TensorType.Q2_K),
            entry(11, TensorType.Q3_K),
            entry(12, TensorType.Q4_K),
            entry(13, TensorType.Q5_K),
            entry(14, TensorType.Q6_K),
            entry(15, TensorType.Q8_K),
            entry(16, TensorType.IQ2_XXS),
            entry(17, TensorType.IQ2_XS),
            entry(18, TensorType.IQ3_XXS),
            entry(19, TensorType.IQ1_S),
            entry(20, TensorType.IQ4_NL),
            entry(21, TensorType.IQ3_S),
            entry(22, TensorType.IQ2_S),
            entry(23, TensorType.IQ4_XS),
            entry(24, TensorType.I8),
            entry(25, TensorType.I16),
            entry(26, TensorType.I32),
            entry(27, TensorType.I64),
            entry(28, TensorType.F64),
            entry(29, TensorType.IQ1_M),
            entry(30, TensorType.BF16),
            entry(34, TensorType.TQ1_0),
            entry(35, TensorType.TQ2_0),
            entry(39, TensorType.MXFP4),
            entry(40, TensorType.NVFP4),
            entry(41, TensorType.Q1_0));

    /** Withdrawn or rearranged for one processor, but for Q8_1, which is no file's, and Q2_0, of which there are two forms. */
    private static final Map<Integer, String> OTHERS = Map.ofEntries(
            entry(4, "Q4_2"),
            entry(5, "Q4_3"),
            entry(9, "Q8_1"),
            entry(31, "Q4_0_4_4"),
            entry(32, "Q4_0_4_8"),
            entry(33, "Q4_0_8_8"),
            entry(36, "IQ4_NL_4_4"),
            entry(37, "IQ4_NL_4_8"),
            entry(38, "IQ4_NL_8_8"),
            entry(42, "Q2_0"));

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
