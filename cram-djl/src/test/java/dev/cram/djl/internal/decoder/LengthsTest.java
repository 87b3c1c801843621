package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LengthsTest {

    private final List<List<Integer>> calls = new ArrayList<>();

    private List<Integer> squares(List<Integer> texts, int boundary) {
        return Lengths.apart(texts, text -> text, boundary, some -> {
            calls.add(some);
            return some.stream().map(text -> text * text).toList();
        });
    }

    @Test
    void apart_oneSide_isOneCall() {
        assertThat(squares(List.of(9, 7, 8), 6)).containsExactly(81, 49, 64);
        assertThat(squares(List.of(1, 6), 6)).containsExactly(1, 36);
        assertThat(squares(List.of(1, 6, 9), 0)).containsExactly(1, 36, 81);
        assertThat(calls).containsExactly(List.of(9, 7, 8), List.of(1, 6), List.of(1, 6, 9));
    }

    @Test
    void apart_bothSides_areCallsOfTheirOwnInOneOrder() {
        assertThat(squares(List.of(7, 2, 3, 9, 6), 6)).containsExactly(49, 4, 9, 81, 36);
        assertThat(calls).containsExactly(List.of(2, 3, 6), List.of(7, 9));
    }
}
