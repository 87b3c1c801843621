package dev.cram.djl.internal.decoder.torch;

/** Number formats of weights and activations. Memory vectors, their gradient and all losses are float32 in each. */
public enum Precision {
    /** IEEE single precision. */
    FLOAT32("float32", 6, 4),
    /** The upper half of single precision: its range, 8 bits of mantissa. */
    BFLOAT16("bfloat16", 15, 2),
    /** IEEE half precision: 11 bits of mantissa, numbers up to 65,504; gradients are scaled on their way. */
    FLOAT16("float16", 5, 2);

    /** Parameters up to which {@code auto} is float32 on a GPU; on a CPU it always is. */
    public static final long LARGEST_FLOAT32 = 1_000_000_000L;

    private final String label;
    private final int torchType;
    private final int bytes;

    Precision(String label, int torchType, int bytes) {
        this.label = label;
        this.torchType = torchType;
        this.bytes = bytes;
    }

    /**
     * The precision of a name, or for {@code auto} what suits a model.
     *
     * @param name {@code float32}, {@code bfloat16}, {@code float16} or {@code auto}
     * @param parameters the model's number of weights
     * @param gpu whether it computes on a GPU
     * @return the precision
     */
    public static Precision of(String name, long parameters, boolean gpu) {
        if (name.equals("auto")) {
            return gpu && parameters > LARGEST_FLOAT32 ? BFLOAT16 : FLOAT32;
        }
        for (Precision precision : values()) {
            if (precision.label.equals(name)) {
                return precision;
            }
        }
        throw new IllegalArgumentException("there is no precision '" + name + "'");
    }

    /**
     * What users call it.
     *
     * @return the name, such as {@code bfloat16}
     */
    public String label() {
        return label;
    }

    /**
     * Size of a number.
     *
     * @return the size in bytes
     */
    public int bytes() {
        return bytes;
    }

    /** Number of the type in PyTorch. */
    public int torchType() {
        return torchType;
    }
}
