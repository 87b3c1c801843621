package dev.cram.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.study.coder.ByteCoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteCodersTest {

    @Test
    void decode_anyBytes_givesThemBack() throws IOException {
        byte[] bytes = "to be or not to be, ".repeat(50).getBytes(StandardCharsets.UTF_8);
        assertThat(ByteCoders.all()).extracting(ByteCoder::name).containsExactly("zlib", "bzip2", "xz", "zstd");
        for (ByteCoder coder : ByteCoders.all()) {
            byte[] code = coder.encode(bytes);
            assertThat(code).as(coder.name()).hasSizeLessThan(200);
            assertThat(coder.decode(code)).as(coder.name()).isEqualTo(bytes);
            assertThat(coder.decode(coder.encode(new byte[] {7}))).containsExactly(7);
        }
    }
}
