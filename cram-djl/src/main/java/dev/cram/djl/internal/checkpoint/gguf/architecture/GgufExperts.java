package dev.cram.djl.internal.checkpoint.gguf.architecture;

import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Experts' matrices. GGUF stacks those of a layer in one tensor, {@code ffn_gate_exps}, where Hugging Face keeps each alone;
 * files from before that do so, too, as {@code ffn_gate.0}.
 */
final class GgufExperts {

    /** What stands for an expert's number in Hugging Face's name of a stacked tensor. */
    static final String EACH = "*";

    private static final Pattern ALONE = Pattern.compile("(ffn_gate|ffn_up|ffn_down)\\.(\\d+)");

    /** More than any published model has. */
    private static final int MOST = 1 << 10;

    private GgufExperts() {}

    /** The part that stacks what this one has of one expert; any other part as it is. */
    static String stacked(String part) {
        return ALONE.matcher(part).replaceFirst("$1_exps");
    }

    /** Hugging Face's name, given that of the stacked part. */
    static String name(String name, String part) {
        Matcher alone = ALONE.matcher(part);
        return alone.matches() ? name.replace(EACH, alone.group(2)) : name;
    }

    /** What a tensor stacks, each under its name, or the tensor alone. */
    static List<Tensor> unstack(Tensor tensor, GgufMetadata metadata) {
        String name = tensor.name();
        if (!name.contains(EACH)) {
            return List.of(tensor);
        }
        if (tensor.shape().size() != 3 || tensor.shape().get(0) > MOST) {
            throw metadata.error("has experts' matrices of the impossible shape " + tensor.shape() + " (" + name + ")");
        }
        return IntStream.range(0, tensor.shape().get(0).intValue())
                .mapToObj(i -> tensor.entry(name.replace(EACH, String.valueOf(i)), i))
                .toList();
    }
}
