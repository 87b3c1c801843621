package dev.cram.djl.internal.decoder.network;

import dev.cram.djl.internal.checkpoint.Config;
import java.util.Locale;

/** The MLPs' activation functions. */
public enum Activation {
    /** {@code x sigmoid(x)}. */
    SILU,
    /** {@code x Phi(x)}, exact. */
    GELU,
    /** GELU by the hyperbolic tangent. */
    GELU_TANH,
    /** {@code max(x, 0)}. */
    RELU;

    /** Reads the activation function that an entry names. */
    public static Activation read(Config config, String key, String absent) {
        String name = config.text(key, absent);
        return switch (name) {
            case "silu", "swish" -> SILU;
            case "gelu", "gelu_python" -> GELU;
            case "gelu_new", "gelu_fast", "gelu_pytorch_tanh", "gelu_python_tanh", "gelu_accurate" -> GELU_TANH;
            case "relu" -> RELU;
            default ->
                throw config.error("has the " + key + " '" + name + "', which is not supported: supported are silu, "
                        + "gelu, gelu_new, gelu_fast, gelu_pytorch_tanh and relu");
        };
    }

    /** The program's name of it. */
    String inProgram() {
        return name().toLowerCase(Locale.ROOT);
    }
}
