package dev.cram.djl.internal.hub;

import dev.cram.djl.internal.checkpoint.gguf.GgufNames;
import dev.cram.djl.internal.checkpoint.huggingface.ForeignFiles;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceLayout;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which of a repository's files make a model: those of {@link HuggingFaceLayout}, or a GGUF file where one was chosen or the
 * repository has weights in no other form.
 *
 * @param small the files to get first: configuration, tokenizer, and the index of split weights; none for a GGUF file
 * @param weights the file of all weights, or the index that names the files, or the first part of a GGUF file
 */
record NeededFiles(List<String> small, String weights) {

    private static List<String> required(Collection<String> names) {
        List<String> required = new ArrayList<>(List.of(HuggingFaceLayout.CONFIG));
        required.addAll(HuggingFaceLayout.tokenizer(names::contains));
        return required;
    }

    /**
     * The files to get, or nothing if some are missing, or the repository is that of an adapter.
     *
     * @throws ModelException if it is not clear which GGUF file is meant
     */
    static Optional<NeededFiles> of(HubId id, Collection<String> names) {
        boolean isFolder = HuggingFaceLayout.weights(names::contains).isPresent()
                || names.contains(ForeignFiles.ADAPTER)
                || GgufNames.models(names).isEmpty();
        if (id.isOneFile() || !isFolder) {
            return Optional.of(new NeededFiles(List.of(), GgufChoice.of(id, names)));
        }
        return !names.contains(ForeignFiles.ADAPTER) && names.containsAll(required(names))
                ? HuggingFaceLayout.weights(names::contains).map(weights -> of(names, weights))
                : Optional.empty();
    }

    private static NeededFiles of(Collection<String> names, String weights) {
        List<String> small = required(names);
        HuggingFaceLayout.besideTokenizer().stream().filter(names::contains).forEach(small::add);
        if (HuggingFaceLayout.isIndex(weights)) {
            small.add(weights);
        }
        return new NeededFiles(small, weights);
    }

    boolean isGguf() {
        return small.isEmpty();
    }

    /** What to open when all files are in a folder. */
    Path opened(Path folder) {
        return isGguf() ? folder.resolve(weights) : folder;
    }

    /** Why a repository is none of a model. */
    static String refusal(Collection<String> names) {
        if (names.contains(ForeignFiles.ADAPTER)) {
            return "is "
                    + ForeignFiles.instead(HuggingFaceLayout.CONFIG, List.of(ForeignFiles.ADAPTER))
                            .orElseThrow();
        }
        String missing = lacking(names);
        return "has no " + missing + ", only " + names
                + ForeignFiles.instead(missing, names)
                        .map(form -> "; there is " + form)
                        .orElse(": choose another, or name a folder that holds these files and what is missing");
    }

    private static String lacking(Collection<String> names) {
        return required(names).stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .orElse(HuggingFaceLayout.WEIGHTS.get(0));
    }

    /**
     * The files of the weights, once the small files are there.
     *
     * @throws ModelException if the index is damaged
     */
    Collection<String> weightFiles(Path folder) {
        if (isGguf()) {
            return GgufNames.files(weights);
        }
        if (!HuggingFaceLayout.isIndex(weights)) {
            return List.of(weights);
        }
        Path index = folder.resolve(weights);
        try {
            return HuggingFaceLayout.shards(index.toString(), ByteBuffer.wrap(Files.readAllBytes(index)));
        } catch (IOException e) {
            throw new ModelException("Cannot read " + index + ": " + e, e);
        }
    }
}
