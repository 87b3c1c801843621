package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import java.util.List;

/** Soft caps: beyond them scores and logits do not grow. */
final class SoftCaps {

    static final String SCORES = "attn_logit_softcapping";
    static final String LOGITS = "final_logit_softcapping";

    static final List<String> BOTH = List.of(SCORES, LOGITS);

    private SoftCaps() {}

    /**
     * A cap; 0 if there is none.
     *
     * @param absent the cap of a configuration that does not say it
     */
    static double read(Config config, String key, double absent) {
        double cap = config.isNull(key) ? 0 : config.number(key, absent);
        if (config.has(key) && cap <= 0) {
            throw config.error("has the " + key + " " + cap + ", which must be above 0: fetch the file again");
        }
        return cap;
    }
}
