package dev.cram.djl.internal.decoder.rotary;

import dev.cram.djl.internal.checkpoint.Config;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * A configuration's entries about rotary positions: those of {@code rope_parameters}, or of {@code rope_scaling} if it has
 * any, which then takes the other's place altogether, as in transformers. What the one that counts does not say of base
 * and share is read beside them, as in older files.
 */
public final class RopeEntries {

    private static final Logger LOGGER = System.getLogger(RopeEntries.class.getName());

    private static final String ORIGINAL = "original_max_position_embeddings";

    private RopeEntries() {}

    /** How many of the positions can be honored: with {@code dynamic} scaling no more than the original ones. */
    public static int positions(Config config, int positions) {
        Config entries = of(config);
        return type(entries).equals("dynamic") ? Math.min(positions, original(config, entries, positions)) : positions;
    }

    /** The entries, which are the same for all layers. */
    static Config flat(Config config) {
        Config entries = of(config);
        for (String key : entries.keys()) {
            if (entries.isSection(key)) {
                throw entries.error("has entries by kind of layer (" + key
                        + "), which this family does not have: write " + "one list of entries for all layers");
            }
        }
        return entries;
    }

    private static Config of(Config config) {
        Config added = config.sectionOrEmpty("rope_scaling");
        return added.keys().isEmpty() ? config.sectionOrEmpty("rope_parameters") : added;
    }

    /** The kind of scaling. */
    static String type(Config entries) {
        return entries.text("rope_type", entries.text("type", "default"));
    }

    /** The positions before scaling. */
    static int original(Config config, Config entries, int positions) {
        return config.size(ORIGINAL, original(entries, positions));
    }

    static int original(Config entries, int positions) {
        return entries.size(ORIGINAL, positions);
    }

    /** The base, which older files have beside the entries. */
    static double theta(Config config, Config entries, String key, double absent) {
        double theta = entries.number("rope_theta", config.number(key, absent));
        double other = config.sectionOrEmpty("rope_parameters").number("rope_theta", theta);
        if (other != theta) {
            LOGGER.log(
                    Level.WARNING,
                    "rope_scaling takes the place of rope_parameters, as in transformers, and with them of their rope_theta "
                            + "of {0}: rotary positions have the base {1}. Write rope_theta into rope_scaling",
                    other,
                    theta);
        }
        return theta;
    }

    /** A number by which something is scaled. */
    static float factor(Config entries, String key) {
        double value = entries.number(key, 0);
        if (value <= 0) {
            throw entries.error("needs a " + key + " above 0: fetch the file again");
        }
        return (float) value;
    }
}
