package dev.cram.djl.internal.decoder;

import com.google.common.hash.Hashing;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.gguf.GgufCheckpoint;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.ModelException;
import dev.cram.model.TokenScores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What this library makes of configurations, for {@code cram-examples/research/config-check}. Each line of the standard input is
 * a folder and token ids, separated by spaces; each line of the answer a JSON object: {@code nats}, the cross-entropies of
 * the tokens from the second on, or {@code refused}, why the model is not opened. Without ids it is {@code spec}, what
 * the decoder would be. Equal decoders of one file are run once. Anything but a refusal ends the process.
 */
public final class ConfigFigures {

    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private final Map<String, float[]> known = new HashMap<>();

    private ConfigFigures() {}

    public static void main(String[] arguments) throws IOException {
        ConfigFigures figures = new ConfigFigures();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split(" ");
            int[] ids = Arrays.stream(parts).skip(1).mapToInt(Integer::parseInt).toArray();
            System.out.println(GSON.toJson(figures.answer(Path.of(parts[0]), ids)));
        }
    }

    private Map<String, Object> answer(Path folder, int[] ids) throws IOException {
        try {
            return ids.length > 0 ? score(folder, ids) : Map.of("spec", text(read(folder)));
        } catch (ModelException e) {
            return Map.of("refused", String.valueOf(e.getMessage()).replace(folder + "/", ""));
        }
    }

    private static DecoderSpec read(Path folder) throws IOException {
        return Families.read(Config.parse("config.json", Files.readString(folder.resolve("config.json"))));
    }

    /** The same for equal decoders only. */
    private static String text(DecoderSpec spec) {
        String weights = Hashing.sha256()
                .hashString(spec.weights().toString(), StandardCharsets.UTF_8)
                .toString();
        return spec.network() + " " + spec.width() + " " + spec.vocabulary() + " " + spec.positions() + " " + weights;
    }

    private Map<String, Object> score(Path folder, int[] ids) throws IOException {
        boolean isGguf = GgufCheckpoint.isGguf(folder);
        try (Checkpoint checkpoint = isGguf ? GgufCheckpoint.file(folder) : HuggingFaceCheckpoint.folder(folder)) {
            DecoderSpec spec = Families.read(checkpoint.config());
            if (ids.length > spec.positions()) {
                return Map.of("refused", "offers only " + spec.positions() + " positions");
            }
            String key = text(spec)
                    + (isGguf ? folder : folder.resolve("model.safetensors")).toRealPath()
                    + Arrays.toString(ids);
            float[] nats = known.get(key);
            if (nats == null) {
                try (Decoder decoder = Decoder.load(spec, spec.sources(checkpoint.tensors()), Execution.plain())) {
                    TokenScores scores = decoder.score(ids);
                    nats = Arrays.copyOfRange(scores.crossEntropyNats(), 1, ids.length);
                }
                known.put(key, nats);
            }
            return Map.of("nats", nats);
        }
    }
}
