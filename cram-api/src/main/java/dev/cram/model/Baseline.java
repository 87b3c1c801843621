package dev.cram.model;

import java.util.Arrays;
import java.util.Objects;

/** What the plain scores of a text, those without memory vectors, stand behind. Immutable. */
public enum Baseline {
    /** Nothing: the first token costs ln V. */
    NONE("none"),
    /** The model's start token, behind which it was trained to read: the first token costs what the model says. */
    START_TOKEN("start token");

    private final String label;

    Baseline(String label) {
        this.label = label;
    }

    /**
     * The baseline of a name.
     *
     * @param name {@code none} or {@code start token}
     * @return the baseline
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Baseline named(String name) {
        Objects.requireNonNull(name, "name");
        return Arrays.stream(values())
                .filter(baseline -> baseline.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "baseline must be 'none' or 'start token', but was '" + name + "'"));
    }

    /**
     * The name, as files and reports have it.
     *
     * @return such as {@code start token}
     */
    @Override
    public String toString() {
        return label;
    }
}
