package dev.cram.study.coder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HuffmanCoderTest {

    @Test
    void decode_anyTokens_givesThemBack() {
        int[] text = new Random(3).ints(500, 0, 40).toArray();
        HuffmanCoder huffman = HuffmanCoder.of(List.of(text), 50);
        assertThat(huffman.decode(huffman.encode(text), text.length)).containsExactly(text);
        int[] unseen = {49, 48};
        assertThat(huffman.decode(huffman.encode(unseen), 2)).containsExactly(unseen);
    }

    @Test
    void encode_dyadicCounts_takesTheirEntropy() {
        // Counts that are 8, 4, 2, 2 with the one that is added: codes of 1, 2, 3 and 3 bits.
        HuffmanCoder huffman = new HuffmanCoder(new long[] {7, 3, 1, 1});
        assertThat(huffman.encode(new int[] {0, 0, 0, 0, 0, 0, 0, 0})).hasSize(1);
        assertThat(huffman.encode(new int[] {1, 1, 1, 1})).hasSize(1);
        assertThat(huffman.encode(new int[] {2, 3, 2, 3, 2, 3, 2, 3})).hasSize(3);
    }
}
