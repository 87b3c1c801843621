package dev.cram.cli.bench;

import dev.cram.memory.CapacityReport;

/**
 * How one recipe fared on one text.
 *
 * @param recipe the recipe's name
 * @param text index of the text among the samples
 * @param run which run of the benchmark made it; a stopped run is continued by another
 * @param report what was measured
 */
public record Trial(String recipe, int text, String run, CapacityReport report) {}
