package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.GoldenFile;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The exported files alone, loaded step by step as gpu-check/check.py does it, give what transformers computed: what that
 * script runs elsewhere is what runs here.
 */
class ExportedProgramTest {

    @TestFactory
    Stream<DynamicTest> write_eachCase_isAWholeModel(@TempDir Path folder) throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(TinyModel.golden("llama").resolveSibling(""))) {
            cases = folders.sorted().toList();
        }
        return cases.stream()
                .map(golden -> dynamicTest(String.valueOf(golden.getFileName()), () -> {
                    Path exported = Files.createDirectory(folder.resolve(golden.getFileName()));
                    try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(golden)) {
                        DecoderSpec spec = Families.read(checkpoint.config());
                        ExportedProgram.write(spec, checkpoint.tensors(), exported, Map.of("model", "tiny"));
                        try (Decoder decoder = load(spec, exported)) {
                            GoldenCheck.runExported(golden, decoder);
                        }
                    }
                }));
    }

    /** As the script does it. */
    private static Decoder load(DecoderSpec spec, Path folder) throws IOException {
        byte[] archive = Files.readAllBytes(folder.resolve(ExportedProgram.PROGRAM));
        JsonObject manifest = JsonParser.parseString(Files.readString(folder.resolve(ExportedProgram.MANIFEST)))
                .getAsJsonObject();
        assertThat(manifest.get("width").getAsInt()).isEqualTo(spec.width());
        Map<String, float[]> tensors = GoldenFile.floats(folder.resolve(ExportedProgram.WEIGHTS));
        TorchModule module = new TorchModule(archive, Device.cpu());
        call(module, "reserve", manifest.get("places").getAsLong());
        for (JsonElement element : manifest.getAsJsonArray("weights")) {
            JsonObject weight = element.getAsJsonObject();
            long[] form = Stream.concat(
                            Stream.of(6L),
                            weight.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsLong))
                    .mapToLong(Long::longValue)
                    .toArray();
            call(module, "begin", form);
            try (NDManager step = module.manager().newSubManager()) {
                float[] values = tensors.get(weight.get("tensor").getAsString());
                module.train("fill", step.create(values), step.create(0L));
            }
            call(
                    module,
                    "keep",
                    Stream.of("place", "slice", "blocks", "count", "index", "runs", "transposed")
                            .mapToLong(key -> weight.get(key).getAsLong())
                            .toArray());
        }
        call(module, "finish", 0);
        return new Decoder(spec, Execution.plain(), module);
    }

    private static void call(TorchModule module, String method, long... numbers) {
        try (NDManager step = module.manager().newSubManager()) {
            module.train(method, step.create(numbers));
        }
    }

    @Test
    void write_noTensors_hasGivenValuesAndNamesOfTheOthers(@TempDir Path folder) throws IOException {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(TinyModel.golden("llama"))) {
            ExportedProgram.write(Families.read(checkpoint.config()), Map.of(), folder, Map.of());
        }
        assertThat(GoldenFile.floats(folder.resolve(ExportedProgram.WEIGHTS))).containsOnlyKeys("given.12");
        assertThat(folder.resolve(ExportedProgram.MANIFEST)).content().contains("model.embed_tokens.weight");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -0f, 1, -1.5f, 65504, 0x1p-14f, 0x1.8p-20f, -0x1p-24f, Float.POSITIVE_INFINITY})
    void half_ofNumbersThatItHolds_isExact(float value) {
        int bits = ExportedWeights.half(value) & 0xffff;
        int exponent = bits >>> 10 & 31;
        int mantissa = bits & 1023;
        double size = exponent == 31
                ? Double.POSITIVE_INFINITY
                : exponent == 0 ? Math.scalb((double) mantissa, -24) : Math.scalb(1024.0 + mantissa, exponent - 25);
        assertThat((bits & 0x8000) == 0 ? size : -size).isEqualTo((double) value);
    }
}
