package dev.cram.model;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** Number format of a model's weights and activations. Memory vectors, losses and gradients are float32 in each. */
public enum Precision {
    /** IEEE single precision: 24 bits of mantissa. */
    FLOAT32("float32", 4, 0.001),
    /** The upper half of single precision: its range, 8 bits of mantissa. */
    BFLOAT16("bfloat16", 2, 0.1),
    /** IEEE half precision: 11 bits of mantissa, numbers up to 65,504. */
    FLOAT16("float16", 2, 0.02);

    private final String label;
    private final int bytes;
    private final double rounding;

    Precision(String label, int bytes, double rounding) {
        this.label = label;
        this.bytes = bytes;
        this.rounding = rounding;
    }

    /**
     * The precision of a name.
     *
     * @param name {@code float32}, {@code bfloat16} or {@code float16}
     * @return the precision
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Precision named(String name) {
        Objects.requireNonNull(name, "name");
        return Arrays.stream(values())
                .filter(precision -> precision.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("precision must be one of "
                        + Arrays.stream(values()).map(Precision::toString).collect(Collectors.joining(", "))
                        + ", but was '" + name + "'"));
    }

    /**
     * Size of a number.
     *
     * @return in bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * What rounding moves logits by, at most, from one batch shape or machine to another: a token that leads by less may
     * come out otherwise there.
     *
     * @return in logits, above 0
     */
    public double rounding() {
        return rounding;
    }

    /**
     * The name, as files, reports and command lines have it.
     *
     * @return such as {@code bfloat16}
     */
    @Override
    public String toString() {
        return label;
    }
}
