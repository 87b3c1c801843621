package dev.cram.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How to open a model. Immutable; each step returns a new value.
 *
 * @param device where to compute: {@code cpu}, {@code cuda:N} for the GPU of index N, or {@code auto} for the first GPU
 *     if the engine has one, else the CPU; {@code cuda:0,cuda:1} and so on spreads a model's layers over several GPUs
 * @param precision number format of weights and activations; empty for what suits the model's size and the device: with
 *     cram-djl {@code bfloat16} for more than 10^9 parameters on a GPU, else {@code float32}
 * @param threads threads that the model computes with on the CPU, which last bits depend on, whatever number other models
 *     have; 0 for the engine's choice, with cram-djl one a core
 * @param checkpointing whether a gradient keeps the inputs of the model's layers only and computes the rest again: less
 *     memory a token, about a third more time a step
 * @param startToken whether texts are scored without memory vectors behind the {@linkplain FrozenModel#startToken() start
 *     token} that the tokenizer's own template puts before them, if it does
 */
public record ModelOptions(
        String device, Optional<Precision> precision, int threads, boolean checkpointing, boolean startToken) {

    private static final int MOST_THREADS = 1024;
    private static final ModelOptions DEFAULTS = new ModelOptions("cpu", Optional.empty(), 0, false, true);

    public ModelOptions {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(precision, "precision");
        if (!device.matches("auto|cpu|cuda:\\d{1,3}(,cuda:\\d{1,3})*")) {
            throw new IllegalArgumentException(
                    "device must be cpu, cuda:N, several such as cuda:0,cuda:1, or auto, but was '" + device + "'");
        }
        List<String> devices = List.of(device.split(",", -1));
        if (Set.copyOf(devices).size() < devices.size()) {
            throw new IllegalArgumentException("device names one GPU twice: '" + device + "'");
        }
        if (threads < 0 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "threads must be from 1 to " + MOST_THREADS + ", or 0 for the engine's choice, but was " + threads);
        }
    }

    /**
     * The CPU, in the precision that suits the model, with the engine's choice of threads and no checkpointing.
     *
     * @return device {@code cpu}, no precision, threads 0, behind the start token
     */
    public static ModelOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another device.
     *
     * @param device {@code cpu}, {@code cuda:N}, several of these with commas between, or {@code auto}
     * @return a new value
     */
    public ModelOptions device(String device) {
        return new ModelOptions(device, precision, threads, checkpointing, startToken);
    }

    /**
     * The same with another precision.
     *
     * @param precision number format of weights and activations
     * @return a new value
     */
    public ModelOptions precision(Precision precision) {
        return new ModelOptions(
                device,
                Optional.of(Objects.requireNonNull(precision, "precision")),
                threads,
                checkpointing,
                startToken);
    }

    /**
     * The same with another number of threads.
     *
     * @param threads from 1 to 1,024, or 0 for the engine's choice
     * @return a new value
     */
    public ModelOptions threads(int threads) {
        return new ModelOptions(device, precision, threads, checkpointing, startToken);
    }

    /**
     * The same with or without checkpointing.
     *
     * @param checkpointing true to spend time for memory
     * @return a new value
     */
    public ModelOptions checkpointing(boolean checkpointing) {
        return new ModelOptions(device, precision, threads, checkpointing, startToken);
    }

    /**
     * The same, scoring texts behind the model's start token or without.
     *
     * @param startToken false to do without one
     * @return a new value
     */
    public ModelOptions startToken(boolean startToken) {
        return new ModelOptions(device, precision, threads, checkpointing, startToken);
    }
}
