package dev.cram.djl.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static String fingerprint(String config, String tokenizer, String name, List<Long> shape, byte[] contents) {
        TensorData stored = new TensorData(TensorType.F16, contents.length / 2, new MemoryFile("x", contents), 0);
        return Fingerprint.of(
                config,
                tokenizer,
                new TreeMap<>(Map.of(name, new Tensor(name, shape, stored, ElementOrder.AS_STORED))));
    }

    @Test
    void of_anyPartChanged_differs() {
        byte[] changed = new byte[12];
        changed[11] = 1;
        Set<String> all = new HashSet<>();
        all.add(fingerprint("c", "t", "a", List.of(6L), new byte[12]));
        all.add(fingerprint("c", "t", "a", List.of(6L), changed));
        all.add(fingerprint("c", "t", "a", List.of(2L, 3L), new byte[12]));
        all.add(fingerprint("c", "t", "b", List.of(6L), new byte[12]));
        all.add(fingerprint("d", "t", "a", List.of(6L), new byte[12]));
        all.add(fingerprint("c", "u", "a", List.of(6L), new byte[12]));
        all.add(fingerprint("ct", "", "a", List.of(6L), new byte[12]));
        assertThat(all).hasSize(7).allMatch(digits -> digits.matches("[0-9a-f]{64}"));
    }

    @Test
    void of_largeTensor_samplesBothEnds() {
        int size = 3_000_002;
        List<Long> shape = List.of(size / 2L);
        String plain = fingerprint("c", "t", "a", shape, new byte[size]);
        for (int at : new int[] {0, 65_535, size - 65_536, size - 1}) {
            byte[] changed = new byte[size];
            changed[at] = 1;
            assertThat(fingerprint("c", "t", "a", shape, changed)).isNotEqualTo(plain);
        }
        byte[] between = new byte[size];
        between[65_536] = 1;
        assertThat(fingerprint("c", "t", "a", shape, between)).isEqualTo(plain);
    }
}
