package dev.cram.djl.internal.checkpoint.gguf.file;

import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.model.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A GGUF file as one of the parts that a model is split into, by what its metadata say.
 *
 * @param source what to call it in errors
 * @param number from 1 on
 * @param count the number of parts; 1 or less if the file is a whole model
 */
record GgufPart(String source, Gguf contents, long number, long count) {

    private static final String MERGE = "merge them with llama-gguf-split --merge";
    private static final String TENSORS = "split.tensors.count";

    static GgufPart of(String source, Gguf contents) {
        GgufMetadata metadata = contents.metadata();
        return new GgufPart(source, contents, metadata.integer("split.no", 0) + 1, metadata.integer("split.count", 1));
    }

    boolean isOfMany() {
        return count > 1;
    }

    /** Refuses a part where others cannot be looked for. */
    void checkWhole() {
        if (isOfMany()) {
            throw new ModelException(this + ": " + MERGE);
        }
    }

    /** Where all parts are, this one among them, in order; refuses a name that is not this part's, and missing ones. */
    List<Path> pathsOfAll(Path path) {
        GgufPartName name = GgufPartName.of(path.getFileName().toString())
                .filter(found -> found.number() == number && found.count() == count)
                .orElseThrow(() -> new ModelException(this + ", but its name does not say so: name the parts "
                        + "model-00001-of-00003.gguf and so on, each by its own number, or " + MERGE));
        List<Path> paths = name.all().map(path::resolveSibling).toList();
        List<String> missing = paths.stream()
                .filter(part -> !Files.isRegularFile(part))
                .map(part -> part.getFileName().toString())
                .toList();
        if (!missing.isEmpty()) {
            throw new ModelException(this + ", of which " + missing.size() + " are not beside it, "
                    + String.join(", ", missing.subList(0, Math.min(3, missing.size())))
                    + (missing.size() > 3 ? " and more" : "") + ": fetch all parts into one folder");
        }
        return paths;
    }

    /** The contents of all parts, in order, as if they were one file. */
    static Gguf join(List<GgufPart> parts) {
        GgufPart first = parts.get(0);
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            GgufPart part = parts.get(i);
            if (part.number != i + 1 || part.count != parts.size()) {
                throw new ModelException(part + ", but is named as part " + (i + 1) + " of " + parts.size()
                        + ": give each part the name that it had, or fetch them again");
            }
            if (part.tensorsOfAll() != first.tensorsOfAll()) {
                throw part.foreign(
                        first,
                        "they say that all parts have " + part.tensorsOfAll() + " and " + first.tensorsOfAll()
                                + " tensors");
            }
            part.contents.tensors().forEach((name, tensor) -> {
                if (tensors.putIfAbsent(name, tensor) != null) {
                    throw part.foreign(first, "its tensor " + name + " is in another part too");
                }
            });
        }
        if (first.tensorsOfAll() != tensors.size() && first.tensorsOfAll() != 0) {
            throw new ModelException(first + ", and all parts have " + tensors.size() + " tensors instead of "
                    + first.tensorsOfAll() + ": fetch the parts of one model again");
        }
        return new Gguf(first.contents.metadata(), Collections.unmodifiableSortedMap(tensors));
    }

    private long tensorsOfAll() {
        return contents.metadata().integer(TENSORS, 0);
    }

    private ModelException foreign(GgufPart first, String how) {
        return new ModelException(
                source + " is of another model than " + first.source + ", " + how + ": fetch the parts of one model");
    }

    @Override
    public String toString() {
        return source + " is part " + number + " of " + count + " of a model";
    }
}
