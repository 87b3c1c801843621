package dev.cram.djl.hub;

import dev.cram.api.ModelException;
import dev.cram.djl.checkpoint.HuggingFaceLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which of a repository's files make a model, by {@link HuggingFaceLayout}.
 *
 * @param small the files to get first: configuration, tokenizer, and the index of split weights
 * @param weights the file of all weights, or the index that names the files
 */
record NeededFiles(List<String> small, String weights) {

    /** Not needed here beside {@code tokenizer.json}, but Python's tools expect it there. */
    private static final String TOKENIZER_CONFIG = HuggingFaceLayout.TOKENIZER_CONFIG;

    private static List<String> required(Collection<String> names) {
        List<String> required = new ArrayList<>(List.of(HuggingFaceLayout.CONFIG));
        required.addAll(HuggingFaceLayout.tokenizer(names::contains));
        return required;
    }

    /** The files to get, or nothing if some are missing. */
    static Optional<NeededFiles> of(Collection<String> names) {
        return names.containsAll(required(names))
                ? HuggingFaceLayout.weights(names::contains).map(weights -> of(names, weights))
                : Optional.empty();
    }

    private static NeededFiles of(Collection<String> names, String weights) {
        List<String> small = required(names);
        if (names.contains(TOKENIZER_CONFIG)) {
            small.add(TOKENIZER_CONFIG);
        }
        if (small.contains(HuggingFaceLayout.VOCABULARY)) {
            HuggingFaceLayout.besideVocabulary().stream()
                    .filter(name -> names.contains(name) && !small.contains(name))
                    .forEach(small::add);
        }
        if (HuggingFaceLayout.isIndex(weights)) {
            small.add(weights);
        }
        return new NeededFiles(small, weights);
    }

    /** What a repository lacks. */
    static String lacking(Collection<String> names) {
        return required(names).stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .orElse("model.safetensors and no pytorch_model.bin");
    }

    /**
     * The files of the weights, once the small files are there.
     *
     * @throws ModelException if the index is damaged
     */
    Collection<String> weightFiles(Path folder) {
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
