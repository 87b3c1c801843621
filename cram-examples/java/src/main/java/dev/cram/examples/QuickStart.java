package dev.cram.examples;

import dev.cram.Cram;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.FrozenModel;

/**
 * Shows the whole job: open a model, cram a text into one vector, get the text back.
 *
 * <pre>cram-examples/java/run QuickStart "the old man"</pre>
 */
public final class QuickStart {

    private QuickStart() {}

    /**
     * Prints the text that came back, and what holds it.
     *
     * @param args a text and a model, or nothing
     */
    public static void main(String[] args) {
        Result result = run(args.length > 0 ? args[0] : "the old man", args.length > 1 ? args[1] : "pocket");
        System.out.println(result.vectors() + ": " + result.text());
    }

    static Result run(String text, String location) {
        try (FrozenModel model = Cram.open(location)) {
            Cram cram = Cram.with(model).vectors(1);
            MemoryVectors vectors = cram.compress(text); // throws unless exact
            return new Result(vectors, cram.decompress(vectors));
        }
    }

    /** The vectors, and the text that was read back from them. */
    record Result(MemoryVectors vectors, String text) {}
}
