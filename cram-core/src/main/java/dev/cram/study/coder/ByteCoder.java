package dev.cram.study.coder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A lossless compressor of bytes. Thread-safe. */
public interface ByteCoder {

    /**
     * A short name, for tables.
     *
     * @return the name
     */
    String name();

    /**
     * Compresses bytes.
     *
     * @param bytes the bytes
     * @return the code
     * @throws IOException if the compressor fails
     */
    byte[] encode(byte[] bytes) throws IOException;

    /**
     * Gives the bytes back.
     *
     * @param code what {@link #encode} made
     * @return the bytes
     * @throws IOException if the code is damaged
     */
    byte[] decode(byte[] code) throws IOException;

    /**
     * The zlib format at its highest level.
     *
     * @return the coder
     */
    static ByteCoder zlib() {
        return new ByteCoder() {
            @Override
            public String name() {
                return "zlib";
            }

            @Override
            public byte[] encode(byte[] bytes) throws IOException {
                ByteArrayOutputStream code = new ByteArrayOutputStream();
                Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
                try (DeflaterOutputStream out = new DeflaterOutputStream(code, deflater)) {
                    out.write(bytes);
                } finally {
                    deflater.end();
                }
                return code.toByteArray();
            }

            @Override
            public byte[] decode(byte[] code) throws IOException {
                try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(code))) {
                    return in.readAllBytes();
                }
            }
        };
    }
}
