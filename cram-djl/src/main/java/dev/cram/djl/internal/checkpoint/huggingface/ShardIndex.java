package dev.cram.djl.internal.checkpoint.huggingface;

import com.google.gson.stream.JsonReader;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.djl.internal.checkpoint.file.StrictJson;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The index of weights that are split over files: the object {@code weight_map} leads from a tensor's name to a file's.
 */
final class ShardIndex {

    private final String source;
    private final SortedMap<String, String> fileOfTensor = new TreeMap<>();
    private final SortedSet<String> files = new TreeSet<>();

    private ShardIndex(String source) {
        this.source = source;
    }

    static ShardIndex read(String source, ByteBuffer text) {
        ShardIndex index = new ShardIndex(source);
        StrictJson.read(source, "JSON", text, index::readBody);
        if (index.files.isEmpty()) {
            throw index.damaged("it has no weight_map");
        }
        return index;
    }

    /** The files that hold the weights. */
    SortedSet<String> files() {
        return files;
    }

    /** Checks that the files hold what the index says. */
    void check(SortedMap<String, Tensor> tensors) {
        fileOfTensor.forEach((tensor, file) -> {
            if (!tensors.containsKey(tensor)) {
                throw new ModelException(source + " names a tensor " + tensor + " that " + file
                        + " does not hold: fetch the index and all the files it names of the same model");
            }
        });
    }

    private void readBody(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            if (json.nextName().equals("weight_map")) {
                readMap(json);
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    private void readMap(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String tensor = json.nextName();
            String file = json.nextString();
            if (fileOfTensor.size() == ModelLimits.TENSORS
                    || tensor.length() > ModelLimits.NAME
                    || file.length() > ModelLimits.NAME) {
                throw damaged("it names more than " + ModelLimits.TENSORS + " tensors, or something too long");
            }
            if (!file.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
                throw damaged("it names a file '" + file + "', which is no file's name in its folder");
            }
            fileOfTensor.put(tensor, file);
            files.add(file);
        }
        json.endObject();
    }

    private ModelException damaged(String how) {
        return new ModelException(source + " is damaged, " + how + ": fetch the file again");
    }
}
