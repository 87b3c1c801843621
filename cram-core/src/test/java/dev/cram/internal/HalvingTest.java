package dev.cram.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.model.DeviceMemoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvingTest {

    private final List<Integer> told = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final Halving halving = new Halving(new ProgressListener() {
        @Override
        public void onProgress(Progress progress) {}

        @Override
        public void onReducedBatch(int rows) {
            told.add(rows);
        }
    });

    private List<Integer> run(int rows, int memory) {
        return halving.apply(IntStream.range(0, rows).boxed().toList(), some -> {
            sizes.add(some.size());
            if (some.size() > memory) {
                throw new DeviceMemoryException("no room for " + some.size());
            }
            return some.stream().map(row -> 10 * row).toList();
        });
    }

    @Test
    void apply_enoughMemory_isOneCall() {
        assertThat(run(3, 3)).containsExactly(0, 10, 20);
        assertThat(sizes).containsExactly(3);
        assertThat(told).isEmpty();
        assertThat(halving.limit()).isZero();
    }

    @Test
    void apply_tooLittleMemory_halvesAndKeepsTheOrder() {
        assertThat(run(7, 2)).containsExactly(0, 10, 20, 30, 40, 50, 60);
        assertThat(sizes).containsExactly(7, 4, 2, 2, 2, 1);
        assertThat(told).containsExactly(4, 2);
        assertThat(halving.limit()).isEqualTo(2);
    }

    @Test
    void apply_afterACut_keepsToIt() {
        run(4, 2);
        sizes.clear();
        run(3, 100);
        assertThat(sizes).containsExactly(2, 1);
    }

    @Test
    void apply_noMemoryForOneRow_fails() {
        assertThatExceptionOfType(DeviceMemoryException.class)
                .isThrownBy(() -> run(2, 0))
                .withMessage("no room for 1");
    }

    @Test
    void apply_noRows_isNoCall() {
        assertThat(run(0, 0)).isEmpty();
        assertThat(sizes).isEmpty();
    }
}
