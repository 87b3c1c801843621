package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * The files that make up a checkpoint in Hugging Face's layout: {@link #CONFIG}, {@link #TOKENIZER} or else {@link
 * #VOCABULARY} and {@link #MERGES} or else {@link #SENTENCEPIECE}, with what is there of {@link #besideTokenizer()}, and one of {@link #WEIGHTS}, with the
 * files that it names if it is an index. Nothing else is needed.
 */
public final class HuggingFaceLayout {

    public static final String CONFIG = "config.json";

    public static final String TOKENIZER = "tokenizer.json";

    /** The tokens of a byte-level BPE that is published without {@link #TOKENIZER}, by their text. */
    public static final String VOCABULARY = "vocab.json";

    /** The merges that belong to {@link #VOCABULARY}. */
    public static final String MERGES = "merges.txt";

    /** SentencePiece's own file, with which a tokenizer may be published alone. */
    public static final String SENTENCEPIECE = "tokenizer.model";

    /** Which tokens a tokenizer has beside, and how that of {@link #VOCABULARY} splits; may be absent. */
    public static final String TOKENIZER_CONFIG = "tokenizer_config.json";

    /** Tokens that a tokenizer has beside, by their text; may be absent. */
    public static final String ADDED_TOKENS = "added_tokens.json";

    /** Which tokens are special; may be absent. */
    public static final String SPECIAL_TOKENS = "special_tokens_map.json";

    /** Where the weights may be; the first that is there is used. */
    public static final List<String> WEIGHTS = List.of(
            "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json");

    private static final List<List<String>> TOKENIZERS =
            List.of(List.of(TOKENIZER), List.of(VOCABULARY, MERGES), List.of(SENTENCEPIECE));

    /** More bytes than any published index has. */
    private static final int LARGEST_INDEX = 16 << 20;

    private HuggingFaceLayout() {}

    /** The files of the tokenizer, in the oldest form only if there is no other: {@link #TOKENIZER} if there is none at all. */
    public static List<String> tokenizer(Predicate<String> isThere) {
        return TOKENIZERS.stream()
                .filter(files -> files.stream().allMatch(isThere))
                .findFirst()
                .orElse(TOKENIZERS.get(0));
    }

    /** The files that count beside a tokenizer where they are there. */
    public static List<String> besideTokenizer() {
        return List.of(TOKENIZER_CONFIG, ADDED_TOKENS, SPECIAL_TOKENS);
    }

    /** The file to use among {@link #WEIGHTS}; empty if none is there. */
    public static Optional<String> weights(Predicate<String> isThere) {
        return WEIGHTS.stream().filter(isThere).findFirst();
    }

    /** Whether a file of weights is an index, which names the files that hold them. */
    public static boolean isIndex(String weights) {
        return weights.endsWith(".index.json");
    }

    /**
     * The files that an index names, all in its folder.
     *
     * @throws ModelException if it is damaged or names files elsewhere
     */
    public static SortedSet<String> shards(String source, ByteBuffer index) {
        return ShardIndex.read(source, index).files();
    }

    /** The contents of a small file, where they lie. */
    static ByteBuffer small(BinaryFile file) {
        if (file.size() > LARGEST_INDEX) {
            throw new ModelException(file.name() + " is damaged, it has " + file.size()
                    + " bytes and should have a few thousand: fetch the file again");
        }
        return file.slice(0, (int) file.size());
    }
}
