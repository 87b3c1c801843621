package dev.cram.api;

/**
 * How to open a model. Immutable; each step returns a new value.
 *
 * @param device where to compute: {@code cpu}, {@code cuda:N} for the GPU of index N, or {@code auto} for the first GPU
 *     if the engine has one, else the CPU
 * @param precision number format of weights and activations: {@code float32}, {@code bfloat16}, {@code float16}, or
 *     {@code auto} for what suits the model's size and the device
 */
public record ModelOptions(String device, String precision) {

    private static final ModelOptions DEFAULTS = new ModelOptions("cpu", "auto");

    /**
     * Checks the form of the device and the precision's name; whether a model can honour them shows at opening.
     *
     * @param device as above
     * @param precision as above
     */
    public ModelOptions {
        if (!device.matches("auto|cpu|cuda:\\d{1,3}")) {
            throw new IllegalArgumentException("device must be cpu, cuda:N or auto, but was '" + device + "'");
        }
        if (!precision.matches("auto|float32|bfloat16|float16")) {
            throw new IllegalArgumentException(
                    "precision must be float32, bfloat16, float16 or auto, but was '" + precision + "'");
        }
    }

    /**
     * The CPU, in the precision that suits the model.
     *
     * @return device {@code cpu}, precision {@code auto}
     */
    public static ModelOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another device.
     *
     * @param device {@code cpu}, {@code cuda:N} or {@code auto}
     * @return a new value
     */
    public ModelOptions device(String device) {
        return new ModelOptions(device, precision);
    }

    /**
     * The same with another precision.
     *
     * @param precision {@code float32}, {@code bfloat16}, {@code float16} or {@code auto}
     * @return a new value
     */
    public ModelOptions precision(String precision) {
        return new ModelOptions(device, precision);
    }
}
