package dev.cram.examples.lab;

import java.util.List;

/**
 * The figures of several recipes on the same texts, as written to JSON.
 *
 * @param model the model's name
 * @param texts the file the texts were drawn from
 * @param tokens tokens of each text
 * @param samples number of texts
 * @param skippedLines lines that were drawn but did not count
 * @param vectors memory vectors a text
 * @param budget evaluations after which a text is given up
 * @param seed the seed of the draw and the starts
 * @param recipes one entry a recipe
 */
public record Bench(
        String model,
        String texts,
        int tokens,
        int samples,
        int skippedLines,
        int vectors,
        double budget,
        long seed,
        List<Figures> recipes) {}
