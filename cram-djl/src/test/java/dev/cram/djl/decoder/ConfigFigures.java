package dev.cram.djl.decoder;

import dev.cram.api.ModelException;
import dev.cram.api.TokenScores;
import dev.cram.djl.checkpoint.Checkpoint;
import dev.cram.djl.checkpoint.Config;
import dev.cram.djl.checkpoint.HuggingFaceCheckpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * What this library makes of configurations, for {@code cram-examples/config-check}. Each line of the standard input is
 * a folder and token ids, separated by spaces; each line of the answer a JSON object: {@code nats}, the cross-entropies of
 * the tokens from the second on, or {@code refused}, why the model is not opened. Without ids it is {@code spec}, what
 * the decoder would be. Anything but a refusal ends the process.
 */
public final class ConfigFigures {

    private ConfigFigures() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split(" ");
            int[] ids = Arrays.stream(parts).skip(1).mapToInt(Integer::parseInt).toArray();
            System.out.println(new com.google.gson.GsonBuilder()
                    .serializeSpecialFloatingPointValues()
                    .create()
                    .toJson(answer(Path.of(parts[0]), ids)));
        }
    }

    private static Map<String, Object> answer(Path folder, int[] ids) throws IOException {
        try {
            return ids.length == 0 ? Map.of("spec", spec(folder)) : score(folder, ids);
        } catch (ModelException e) {
            return Map.of("refused", String.valueOf(e.getMessage()).replace(folder + "/", ""));
        }
    }

    private static String spec(Path folder) throws IOException {
        DecoderSpec spec = Families.read(Config.parse("config.json", Files.readString(folder.resolve("config.json"))));
        return String.join(
                " ",
                String.valueOf(spec.network()),
                String.valueOf(spec.width()),
                String.valueOf(spec.vocabulary()),
                String.valueOf(spec.positions()),
                Integer.toHexString(spec.weights().hashCode()));
    }

    private static Map<String, Object> score(Path folder, int[] ids) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(folder)) {
            DecoderSpec spec = Families.read(checkpoint.config());
            if (ids.length > spec.positions()) {
                return Map.of("refused", "offers only " + spec.positions() + " positions");
            }
            try (Decoder decoder = Decoder.load(spec, checkpoint.tensors(), Execution.plain())) {
                TokenScores scores = decoder.score(ids);
                return Map.of("nats", Arrays.copyOfRange(scores.crossEntropyNats(), 1, ids.length));
            }
        }
    }
}
