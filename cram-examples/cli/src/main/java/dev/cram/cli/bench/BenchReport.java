package dev.cram.cli.bench;

import java.util.List;

/**
 * The figures of several recipes on the same texts, as written to JSON.
 *
 * @param model the model's name
 * @param texts the file the texts were drawn from
 * @param tokens tokens of each text
 * @param samples number of texts
 * @param skippedLines texts that were drawn but did not count
 * @param vectors memory vectors a text
 * @param budget evaluations after which a text is given up
 * @param seed the seed of the draw and the starts
 * @param margin target margin
 * @param horizon whether as much of each text as can be had was asked for, not the whole
 * @param version the library's version
 * @param fingerprint the model's fingerprint
 * @param precision number format that the model computed in
 * @param device where it computed
 * @param threads threads on the CPU; 0 if results do not depend on their number
 * @param date when the figures were written: date and time in UTC
 * @param drawn the texts, in the order of the trials
 * @param recipes one entry a recipe
 */
public record BenchReport(
        String model,
        String texts,
        int tokens,
        int samples,
        int skippedLines,
        int vectors,
        double budget,
        long seed,
        double margin,
        boolean horizon,
        String version,
        String fingerprint,
        String precision,
        String device,
        int threads,
        String date,
        List<String> drawn,
        List<RecipeSummary> recipes) {}
