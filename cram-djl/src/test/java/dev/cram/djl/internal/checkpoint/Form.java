package dev.cram.djl.internal.checkpoint;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufReader;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The files that may be damaged, each with the checkpoint around it, and hostile ones in its place. */
enum Form {
    SAFETENSORS("model.safetensors", "") {
        @Override
        int headerSize(byte[] sound) {
            return 8 + ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt();
        }

        @Override
        Map<String, byte[]> hostile() {
            return HostileSafetensors.files();
        }
    },
    INDEX("model.safetensors.index.json", "") {
        @Override
        byte[] prepare(Path folder) throws IOException {
            SAFETENSORS.prepare(folder);
            Files.move(
                    folder.resolve("model.safetensors"),
                    folder.resolve("only.safetensors"),
                    StandardCopyOption.REPLACE_EXISTING);
            String index = "{\"metadata\": {}, \"weight_map\": {\"model.norm.weight\": \"only.safetensors\"}}";
            Files.writeString(folder.resolve(damaged()), index);
            return index.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        Map<String, byte[]> hostile() {
            return Map.of(
                    "deep", ("{\"weight_map\":" + "[".repeat(10_000)).getBytes(StandardCharsets.UTF_8),
                    "deep elsewhere", ("{\"a\":" + "[".repeat(10_000)).getBytes(StandardCharsets.UTF_8),
                    "another folder", "{\"weight_map\":{\"a\":\"../a\"}}".getBytes(StandardCharsets.UTF_8),
                    "oversized", new byte[(16 << 20) + 1]);
        }
    },
    TORCH("pytorch_model.bin", "") {
        @Override
        byte[] prepare(Path folder) throws IOException {
            SAFETENSORS.prepare(folder);
            Files.delete(folder.resolve("model.safetensors"));
            Files.copy(
                    Fixtures.path("torch/pytorch_model.bin"),
                    folder.resolve(damaged()),
                    StandardCopyOption.REPLACE_EXISTING);
            return Files.readAllBytes(folder.resolve(damaged()));
        }

        @Override
        Map<String, byte[]> hostile() {
            return HostileTorch.files();
        }
    },
    GGUF("model.gguf", "model.gguf") {
        @Override
        int headerSize(byte[] sound) {
            try (BinaryFile file = new MemoryFile(damaged(), sound)) {
                return sound.length
                        - (int) GgufReader.read(file).tensors().values().stream()
                                .mapToLong(Tensor::byteSize)
                                .sum();
            }
        }

        @Override
        Map<String, byte[]> hostile() {
            return HostileGguf.files();
        }
    },
    CONFIG("config.json", "") {
        @Override
        Map<String, byte[]> hostile() {
            return Map.of(
                    "deep", "{\"a\":".repeat(10_000).getBytes(StandardCharsets.UTF_8),
                    "layers", config("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1000000000"),
                    "some layers", config("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1000000"),
                    "heads", config("\"head_dim\": 16", "\"head_dim\": 4611686018427387904"),
                    "negative", config("\"hidden_size\": 16", "\"hidden_size\": -16"),
                    "exponent", config("\"hidden_size\": 16", "\"hidden_size\": 1e999999999"),
                    "oversized", new byte[(4 << 20) + 1]);
        }
    };

    private final String damaged;
    private final String opened;

    Form(String damaged, String opened) {
        this.damaged = damaged;
        this.opened = opened;
    }

    /** Name of the file that is damaged. */
    String damaged() {
        return damaged;
    }

    /** What is opened, a name in the folder or the folder itself. */
    String opened() {
        return opened;
    }

    /** What errors call the place when all files are in memory. */
    String inMemory() {
        return opened.isEmpty() ? "memory" : opened;
    }

    /** Copies a sound checkpoint to a folder; returns the file that will be damaged. */
    byte[] prepare(Path folder) throws IOException {
        List<String> names =
                this == GGUF ? List.of(damaged) : List.of("config.json", "model.safetensors", "tokenizer.json");
        for (String name : names) {
            Files.copy(
                    Fixtures.path("llama3").resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.readAllBytes(folder.resolve(damaged));
    }

    /** How many of the first bytes say what the file holds. */
    int headerSize(byte[] sound) {
        return sound.length;
    }

    /** Files that claim what they should not, by what they claim. */
    abstract Map<String, byte[]> hostile();

    private static byte[] config(String from, String to) {
        try {
            String sound = Files.readString(Fixtures.path("llama3/config.json"));
            if (!sound.contains(from)) {
                throw new AssertionError("no " + from);
            }
            return sound.replace(from, to).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
