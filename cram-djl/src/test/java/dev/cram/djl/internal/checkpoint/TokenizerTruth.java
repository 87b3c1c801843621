package dev.cram.djl.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import java.util.List;

/** What is true of every tokenizer. */
public final class TokenizerTruth {

    private TokenizerTruth() {}

    /** Its tokens are those that the tool gave it came from, no special ones among them, and they give the text back. */
    public static void check(Tokenizer tokenizer, List<Fixtures.Tokenized> rows) {
        assertThat(rows).hasSizeGreaterThan(10);
        for (Fixtures.Tokenized row : rows) {
            assertThat(tokenizer.encode(row.text())).as(row.text()).isEqualTo(row.ids());
            assertThat(tokenizer.decode(row.ids())).isEqualTo(row.text());
        }
    }
}
