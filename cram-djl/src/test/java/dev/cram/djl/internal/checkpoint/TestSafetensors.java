package dev.cram.djl.internal.checkpoint;

import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes safetensors files, sound ones and others. */
public final class TestSafetensors {

    private TestSafetensors() {}

    static byte[] bytes(String header, int contents) {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return TestGguf.concat(TestGguf.bytes((long) text.length), text, new byte[contents]);
    }

    public static void write(Path path, List<Tensor> tensors) throws IOException {
        StringBuilder header = new StringBuilder("{");
        List<byte[]> contents = new ArrayList<>();
        long end = 0;
        for (Tensor tensor : tensors) {
            byte[] bytes = new byte[(int) tensor.byteSize()];
            tensor.bytes(0, bytes.length).get(bytes);
            contents.add(bytes);
            header.append(contents.size() == 1 ? "" : ",")
                    .append(String.format(
                            "'%s':{'dtype':'%s','shape':%s,'data_offsets':[%d,%d]}",
                            tensor.name(), tensor.type(), tensor.shape(), end, end + bytes.length));
            end += bytes.length;
        }
        contents.add(0, bytes(header + "}", 0));
        Files.write(path, TestGguf.concat(contents.toArray(byte[][]::new)));
    }
}
