package dev.cram.examples;

import dev.cram.Cram;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.FrozenModel;

/**
 * Shows how to bring another engine: implement {@link FrozenModel} and {@link dev.cram.model.TextObjective}, open them in
 * a {@link dev.cram.model.ModelProvider}, and name that in {@code META-INF/services}. See {@code dev.cram.examples.engine}.
 *
 * <pre>cram-examples/java/run CustomEngine "cram"</pre>
 */
public final class CustomEngine {

    private CustomEngine() {}

    /**
     * Prints what the engine holds.
     *
     * @param args a short text, or nothing
     */
    public static void main(String[] args) {
        System.out.println(run(args.length > 0 ? args[0] : "cram"));
    }

    static String run(String text) {
        try (FrozenModel model = Cram.open("elman")) {
            Cram cram = Cram.with(model);
            MemoryVectors vectors = cram.compress(text);
            return cram.decompress(vectors);
        }
    }
}
