package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.rotary.RotaryAngles;
import dev.cram.djl.internal.decoder.rotary.RotaryFrequencies;

/**
 * Rotary angles of families whose layers turn by their kind: those that attend to all positions, and those of a sliding
 * window.
 */
record RotaryKinds(Config config, Dimensions sizes, String family) {

    /** Entries of {@code rope_scaling}, which all are about these layers, win over those of the same names. */
    RotaryAngles full(double theta) {
        Config scaling = config.sectionOrEmpty("rope_scaling");
        if (scaling.has("type") && !scaling.has("rope_type")) {
            throw scaling.error(
                    "names its kind 'type', which transformers passes over for " + family + ": write rope_type");
        }
        return angles(kind("full_attention").with(scaling), theta);
    }

    RotaryAngles sliding(double theta) {
        return angles(kind("sliding_attention"), theta);
    }

    private RotaryAngles angles(Config entries, double theta) {
        if (!entries.flag("truncate", true)) {
            throw entries.error("has truncate, which transformers passes over for " + family + ": remove the entry");
        }
        return RotaryFrequencies.ofKind(config, entries, theta, sizes.headDim(), sizes.positions());
    }

    private Config kind(String kind) {
        Config kinds = config.sectionOrEmpty("rope_parameters");
        for (String key : kinds.keys()) {
            if (kinds.has(key) && !kinds.isSection(key)) {
                throw config.error("has rope_parameters that are not by kind of layer (" + key
                        + "), which are not supported for " + family);
            }
        }
        return kinds.sectionOrEmpty(kind);
    }
}
