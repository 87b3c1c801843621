package dev.cram.report;

import com.github.luben.zstd.Zstd;
import dev.cram.study.coder.ByteCoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** The compressors of bytes that the studies compare, each at its highest level. */
public final class ByteCoders {

    private static final int HIGHEST_ZSTD_LEVEL = 22;

    private ByteCoders() {}

    /** All of them. */
    public static List<ByteCoder> all() {
        return List.of(
                ByteCoder.zlib(),
                new Streams(
                        "bzip2",
                        out -> new BZip2CompressorOutputStream(out, BZip2CompressorOutputStream.MAX_BLOCKSIZE),
                        BZip2CompressorInputStream::new),
                new Streams(
                        "xz",
                        out -> new XZOutputStream(out, new LZMA2Options(LZMA2Options.PRESET_MAX), XZ.CHECK_NONE),
                        XZInputStream::new),
                new ZstandardCoder());
    }

    private interface Wrapper<T> {
        T wrap(T stream) throws IOException;
    }

    private record Streams(String name, Wrapper<OutputStream> out, Wrapper<InputStream> in) implements ByteCoder {

        @Override
        public byte[] encode(byte[] bytes) throws IOException {
            ByteArrayOutputStream code = new ByteArrayOutputStream();
            try (OutputStream stream = out.wrap(code)) {
                stream.write(bytes);
            }
            return code.toByteArray();
        }

        @Override
        public byte[] decode(byte[] code) throws IOException {
            try (InputStream stream = in.wrap(new ByteArrayInputStream(code))) {
                return stream.readAllBytes();
            }
        }
    }

    private static final class ZstandardCoder implements ByteCoder {

        @Override
        public String name() {
            return "zstd";
        }

        @Override
        public byte[] encode(byte[] bytes) {
            return Zstd.compress(bytes, HIGHEST_ZSTD_LEVEL);
        }

        @Override
        public byte[] decode(byte[] code) {
            return Zstd.decompress(code, Math.toIntExact(Zstd.getFrameContentSize(code)));
        }
    }
}
