package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaddingTest {

    @Test
    void apart_likeLengths_areOneCall() {
        assertThat(calls(32, 24, 25, 24, 26)).containsExactly(List.of(24, 25, 24, 26));
    }

    @Test
    void apart_oneShortRowAmongLongOnes_staysAlone() {
        assertThat(calls(32, 60, 8, 60, 59)).containsExactly(List.of(8), List.of(60, 60, 59));
    }

    @Test
    void apart_callsThatCostMuch_areOne() {
        assertThat(calls(4096, 60, 8, 200, 59)).hasSize(1);
    }

    @Test
    void apart_noRows_isNoCall() {
        assertThat(calls(32)).isEmpty();
    }

    @Test
    void apart_anyLengths_givesResultsInOrderAndPadsLittle() {
        Random random = new Random(3);
        for (int n = 1; n < 40; n++) {
            Integer[] lengths = random.ints(n, 1, 120).boxed().toArray(Integer[]::new);
            List<List<Integer>> calls = new ArrayList<>();
            List<Integer> results = Padding.apart(Arrays.asList(lengths), length -> length, 32, some -> {
                calls.add(some);
                return some.stream().map(length -> -length).toList();
            });
            assertThat(results)
                    .isEqualTo(Arrays.stream(lengths).map(length -> -length).toList());
            int whole = Arrays.stream(lengths).mapToInt(i -> i).sum();
            int padded = calls.stream()
                    .mapToInt(call ->
                            call.size() * call.stream().mapToInt(i -> i).max().orElseThrow())
                    .sum();
            // What is padded costs no more than the calls that are saved.
            assertThat(padded - whole).isLessThanOrEqualTo(32 * (n - calls.size()));
        }
    }

    private static List<List<Integer>> calls(int call, Integer... lengths) {
        List<List<Integer>> calls = new ArrayList<>();
        Padding.apart(List.of(lengths), length -> length, call, some -> {
            calls.add(some);
            return some;
        });
        return calls;
    }
}
