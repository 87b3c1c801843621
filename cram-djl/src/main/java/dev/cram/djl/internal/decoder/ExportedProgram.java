package dev.cram.djl.internal.decoder;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.weight.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A decoder's program and weights as files, for PyTorch without Java: {@value #PROGRAM}, the archive that this library
 * packs and loads, under {@code torch.jit.load}; {@value #WEIGHTS}; and {@value #MANIFEST}, which says by what calls the
 * weights enter the program.
 *
 * <p>The manifest is one JSON object: {@code format} 1, {@code width}, {@code vocabulary}, {@code positions}, {@code
 * places} (the argument of {@code reserve}), what the caller adds, and {@code weights}, one entry a weight: {@code
 * tensor}, its {@code shape} for {@code begin}, {@code given} (whether it stays float32 in any precision), and the plan
 * of {@code keep}: {@code place}, {@code slice}, {@code blocks}, {@code count}, {@code index}, {@code runs}, {@code
 * transposed}.
 */
public final class ExportedProgram {

    /** File of the archive. */
    public static final String PROGRAM = "program.pt";

    /** File of the weights. */
    public static final String WEIGHTS = "weights.safetensors";

    /** File of the manifest. */
    public static final String MANIFEST = "manifest.json";

    private ExportedProgram() {}

    /**
     * Writes the files, replacing what is there.
     *
     * @param spec the decoder
     * @param tensors a checkpoint's tensors, or none for the program alone: then only given values are weights
     * @param folder an existing folder
     * @param about more entries of the manifest, such as the model's name
     * @throws IOException if the folder cannot be written
     * @throws dev.cram.model.ModelException if a tensor is missing, of another shape or type, or unknown
     */
    public static void write(DecoderSpec spec, Map<String, Tensor> tensors, Path folder, Map<String, String> about)
            throws IOException {
        Map<Integer, Tensor> sources = tensors.isEmpty() ? Map.of() : spec.sources(tensors);
        Files.write(
                folder.resolve(PROGRAM),
                DecoderProgram.portable(spec.network(), Execution.plain()).pack());
        ExportedWeights exported = new ExportedWeights();
        JsonObject manifest = new JsonObject();
        manifest.addProperty("format", 1);
        about.forEach(manifest::addProperty);
        manifest.addProperty("width", spec.width());
        manifest.addProperty("vocabulary", spec.vocabulary());
        manifest.addProperty("positions", spec.positions());
        manifest.addProperty("places", spec.weights().size());
        manifest.add("weights", weights(spec.weights(), sources, exported));
        exported.write(folder.resolve(WEIGHTS));
        Files.writeString(folder.resolve(MANIFEST), new GsonBuilder().create().toJson(manifest) + "\n");
    }

    private static JsonArray weights(List<Weight> weights, Map<Integer, Tensor> sources, ExportedWeights exported) {
        JsonArray entries = new JsonArray();
        for (int place = 0; place < weights.size(); place++) {
            Weight weight = weights.get(place);
            Tensor source = sources.get(place);
            if (!weight.values().isEmpty()) {
                String name = "given." + place;
                exported.add(name, weight.shape(), weight.values());
                entries.add(entry(place, weight, name));
            } else if (source != null) {
                exported.add(source);
                entries.add(entry(place, weight, source.name()));
            } else if (!weight.names().isEmpty() && !weight.tied()) {
                entries.add(entry(place, weight, weight.names().get(0)));
            }
        }
        return entries;
    }

    private static JsonObject entry(int place, Weight weight, String tensor) {
        JsonObject entry = new JsonObject();
        entry.addProperty("tensor", tensor);
        entry.add("shape", ExportedWeights.array(weight.shape()));
        entry.addProperty("given", !weight.values().isEmpty());
        entry.addProperty("place", place);
        entry.addProperty("slice", weight.part().slice());
        entry.addProperty("blocks", weight.part().blocks());
        entry.addProperty("count", weight.part().count());
        entry.addProperty("index", weight.part().index());
        entry.addProperty("runs", weight.part().runs());
        entry.addProperty("transposed", weight.part().transposed() ? 1 : 0);
        return entry;
    }
}
