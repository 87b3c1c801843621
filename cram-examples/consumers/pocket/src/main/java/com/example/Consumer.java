package com.example;

import dev.cram.Cram;
import dev.cram.model.FrozenModel;
import dev.cram.memory.MemoryVectors;
import dev.cram.djl.DjlModels;

/** Crams its argument with the built-in model and prints what comes back. */
public final class Consumer {

    private Consumer() {}

    public static void main(String[] args) {
        try (FrozenModel model = DjlModels.pocket()) {
            Cram cram = Cram.with(model);
            MemoryVectors vectors = cram.compress(args[0]);
            System.out.println(vectors.count() + " vector holds: " + cram.decompress(vectors));
        }
    }
}
