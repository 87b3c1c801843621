package dev.cram.study.text;

import dev.cram.model.FrozenModel;
import java.util.List;

/** Where a study's texts come from. Immutable and thread-safe; the same seed draws the same texts. */
public interface TextSource {

    /**
     * A short name, for tables.
     *
     * @return the name
     */
    String name();

    /**
     * Tells this source's contents, way of cutting and seed from any other's.
     *
     * @return lower-case hexadecimal digits
     */
    String identity();

    /**
     * Draws different texts that tokenise back to themselves. A text of one length is, as a rule, the beginning of the
     * text of the same index of another length.
     *
     * @param model whose tokens count
     * @param tokens tokens of each text, at least 1
     * @param count number of texts
     * @return the texts, in the order that the seed makes
     * @throws dev.cram.model.CramException if there are too few
     */
    List<String> draw(FrozenModel model, int tokens, int count);
}
