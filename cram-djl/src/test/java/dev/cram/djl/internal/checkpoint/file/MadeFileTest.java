package dev.cram.djl.internal.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class MadeFileTest {

    @Test
    void slice_anywhere() {
        MadeFile file = new MadeFile(
                "made",
                3,
                4,
                (index, target) -> target.put((byte) (10 * index))
                        .put((byte) (10 * index + 1))
                        .put((byte) (10 * index + 2)));
        ByteBuffer whole = ByteBuffer.wrap(new byte[] {0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32});

        assertThat(file.size()).isEqualTo(whole.capacity());
        for (int from = 0; from <= whole.capacity(); from++) {
            for (int size = 0; size <= whole.capacity() - from; size++) {
                assertThat(file.slice(from, size)).isEqualTo(whole.slice(from, size));
            }
        }
        assertThat(file.slice(1, 2).order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }
}
