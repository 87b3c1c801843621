package dev.cram.djl.hub;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.api.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of a repository's files make a model: the configuration, the tokenizer, and the weights in the first form of
 * these that is there: {@code model.safetensors}, its shards, {@code pytorch_model.bin}, its shards.
 *
 * @param small the files to get first, the index of the shards included
 * @param weights the file of all weights, or the index that names the shards
 */
record NeededFiles(List<String> small, String weights) {

    private static final String CONFIG = "config.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final List<String> TOKENIZER_PARTS = List.of("vocab.json", "merges.txt");
    private static final List<String> OPTIONAL = List.of("tokenizer_config.json", "special_tokens_map.json");
    private static final String INDEX = ".index.json";
    private static final List<String> WEIGHTS =
            List.of("model.safetensors", "model.safetensors" + INDEX, "pytorch_model.bin", "pytorch_model.bin" + INDEX);
    private static final String SHARD = "\\w[\\w-]*(\\.[\\w-]+)+";

    /** Chooses, or says what lacks. */
    static Choice choose(Collection<String> names) {
        Optional<String> weights = WEIGHTS.stream().filter(names::contains).findFirst();
        boolean tokenizer = names.contains(TOKENIZER);
        if (!names.contains(CONFIG)) {
            return Choice.lacking(CONFIG);
        }
        if (!tokenizer && !names.containsAll(TOKENIZER_PARTS)) {
            return Choice.lacking(TOKENIZER);
        }
        if (weights.isEmpty()) {
            return Choice.lacking("model.safetensors or pytorch_model.bin");
        }
        List<String> small = new ArrayList<>(List.of(CONFIG));
        small.addAll(tokenizer ? List.of(TOKENIZER) : TOKENIZER_PARTS);
        OPTIONAL.stream().filter(names::contains).forEach(small::add);
        weights.filter(name -> name.endsWith(INDEX)).ifPresent(small::add);
        return new Choice(Optional.of(new NeededFiles(small, weights.get())), "");
    }

    /** The files of the weights, once the small files are there. */
    Collection<String> weightFiles(Path folder) {
        return weights.endsWith(INDEX) ? shards(folder.resolve(weights)) : List.of(weights);
    }

    private static Set<String> shards(Path index) {
        Set<String> shards = new TreeSet<>();
        try {
            JsonObject map = JsonParser.parseString(Files.readString(index))
                    .getAsJsonObject()
                    .getAsJsonObject("weight_map");
            for (JsonElement file : map.asMap().values()) {
                shards.add(file.getAsString());
            }
        } catch (IOException | JsonParseException | IllegalStateException | NullPointerException e) {
            throw damaged(index, e.toString());
        } catch (ClassCastException | UnsupportedOperationException e) {
            throw damaged(index, "its weight_map is no map to file names");
        }
        Optional<String> wrong =
                shards.stream().filter(shard -> !shard.matches(SHARD)).findFirst();
        if (wrong.isPresent() || shards.isEmpty()) {
            throw damaged(
                    index,
                    "it names " + wrong.map(name -> "the file '" + name + "'").orElse("no file"));
        }
        return shards;
    }

    private static ModelException damaged(Path index, String how) {
        return new ModelException(index + " is damaged, " + how + ": delete it and fetch the model again");
    }

    /**
     * An outcome.
     *
     * @param files the choice, or nothing
     * @param lacking what lacks if there is no choice
     */
    record Choice(Optional<NeededFiles> files, String lacking) {

        private static Choice lacking(String name) {
            return new Choice(Optional.empty(), name);
        }
    }
}
