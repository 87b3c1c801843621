package dev.cram.study.coder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeCoderTest {

    private static final long TOTAL = 1L << 28;

    @Test
    void decode_manyRandomTexts_givesTheChoicesBack() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int count = random.nextInt(200);
            // From even chances to very uneven ones, which make long runs of carries.
            long rare = 1 + (long) (TOTAL / 2 * Math.pow(random.nextDouble(), 12));
            boolean[] choices = new boolean[count];
            RangeEncoder encoder = new RangeEncoder();
            for (int i = 0; i < count; i++) {
                choices[i] = random.nextInt(4) == 0;
                encode(encoder, choices[i], rare);
            }
            RangeDecoder decoder = new RangeDecoder(encoder.finish());
            for (boolean choice : choices) {
                assertThat(decode(decoder, rare)).isEqualTo(choice);
            }
        }
    }

    @Test
    void encode_choicesOfKnownChance_costTheirEntropy() {
        Random random = new Random(1);
        long rare = TOTAL / 10;
        RangeEncoder encoder = new RangeEncoder();
        double bits = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean choice = random.nextInt(10) == 0;
            encode(encoder, choice, rare);
            double chance = (double) (choice ? rare : TOTAL - rare) / TOTAL;
            bits -= Math.log(chance) / Math.log(2);
        }
        assertThat(8.0 * encoder.finish().length).isBetween(bits - 8, 1.0002 * bits + 8);
    }

    private static void encode(RangeEncoder encoder, boolean choice, long rare) {
        if (choice) {
            encoder.encode(0, rare, TOTAL);
        } else {
            encoder.encode(rare, TOTAL - rare, TOTAL);
        }
    }

    private static boolean decode(RangeDecoder decoder, long rare) {
        boolean choice = decoder.peek(TOTAL) < rare;
        if (choice) {
            decoder.take(0, rare, TOTAL);
        } else {
            decoder.take(rare, TOTAL - rare, TOTAL);
        }
        return choice;
    }
}
