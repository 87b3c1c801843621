package dev.cram.internal.search;

import dev.cram.internal.metered.MeteredEngine;
import dev.cram.internal.metered.MeteredEngine.Decoding;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The one answer to whether greedy decoding returns a text. With a target margin, which is there for other machines, it
 * must do so in another batch shape too, where numbers round otherwise.
 *
 * @param engine what decodes
 * @param margin target margin, in logits
 */
record ExactDecode(MeteredEngine engine, double margin) {

    /** How many of the leading tokens that are wanted come out before the first error, in each shape. */
    int[] agreeing(List<Decoding> wanted) {
        int[] agreeing = once(wanted);
        for (int i = 0; i < agreeing.length && margin > 0; i++) {
            List<Decoding> again = Collections.nCopies(agreeing.length == 1 ? 2 : 1, wanted.get(i));
            agreeing[i] = Math.min(agreeing[i], once(again)[0]);
        }
        return agreeing;
    }

    private int[] once(List<Decoding> wanted) {
        List<int[]> decoded = engine.greedy(wanted);
        int[] agreeing = new int[wanted.size()];
        for (int i = 0; i < agreeing.length; i++) {
            int[] ids = wanted.get(i).text().ids();
            int length = wanted.get(i).length();
            int mismatch = Arrays.mismatch(decoded.get(i), 0, length, ids, 0, length);
            agreeing[i] = mismatch < 0 ? length : mismatch;
        }
        return agreeing;
    }

    /** Tells searches whether their best vectors return the whole text. */
    void verify(List<Search> candidates) {
        int[] agreeing = agreeing(candidates.stream()
                .map(search -> new Decoding(search.text(), search.best(), search.tokens()))
                .toList());
        for (int i = 0; i < agreeing.length; i++) {
            candidates.get(i).verified(agreeing[i] == candidates.get(i).tokens());
        }
    }
}
