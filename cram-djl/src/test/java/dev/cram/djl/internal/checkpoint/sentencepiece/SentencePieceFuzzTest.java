package dev.cram.djl.internal.checkpoint.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged model is refused, or splits texts into tokens of its own. */
class SentencePieceFuzzTest {

    private static final String TEXT =
            "the <think>abc  \ud83d\ude42\u1100\u1161\n\u2581\u0000 \uff76\uff9e 12 ====\u00ad";
    private static final int CHANGES = Integer.getInteger("cram.fuzz", 60);

    @ParameterizedTest
    @ValueSource(strings = {"llama", "gemma", "openllama", "unigram", "bytes", "suffix"})
    void read_damagedModel_isRefusedOrSplits(String name) throws IOException {
        byte[] sound;
        try (InputStream in = SentencePieceFuzzTest.class.getResourceAsStream("/sentencepiece/" + name + ".model")) {
            sound = in.readAllBytes();
        }
        assertThat(splits(sound)).isTrue();
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < CHANGES; i++) {
            byte[] damaged = sound.clone();
            // What is not a piece stands last.
            int begin = i % 2 == 0 ? 0 : sound.length - Math.min(sound.length, 900);
            for (int j = 0; j <= i % 3; j++) {
                damaged[begin + random.nextInt(sound.length - begin)] ^= (byte) (1 << random.nextInt(8));
            }
            refused += splits(damaged) ? 0 : 1;
            refused += splits(Arrays.copyOf(sound, random.nextInt(sound.length))) ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }

    private static boolean splits(byte[] model) {
        try {
            SentencePieceTokenizer read = SentencePieceTokenizer.read("x", model);
            try (Tokenizer tokenizer = read.open("x", read.json())) {
                int[] tokens = tokenizer.encode(TEXT);
                assertThat(tokenizer.decode(tokens)).isNotNull();
                assertThat(tokenizer.decode(new int[] {0, 1, 2, 3})).isNotNull();
                assertThat(tokenizer.decode(new int[0])).isNotNull();
            } catch (InvalidTextException e) {
                assertThat(e).hasMessageContaining("text");
            }
            return true;
        } catch (ModelException e) {
            assertThat(e).hasMessageContaining("x ");
            return false;
        }
    }
}
