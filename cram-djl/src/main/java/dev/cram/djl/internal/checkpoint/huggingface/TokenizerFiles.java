package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerJson;
import dev.cram.model.ModelException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The files of a folder's tokenizer, and the one {@code tokenizer.json} that they come to. */
final class TokenizerFiles {

    private static final String TOKENIZER = HuggingFaceLayout.TOKENIZER;

    private final ModelFiles files;
    private final Config config;
    private @Nullable String text;

    TokenizerFiles(ModelFiles files, Config config) {
        this.files = files;
        this.config = config;
    }

    /** What to call the tokenizer in errors: the file, or the first of the older two. */
    String source() {
        return files.location() + "/" + HuggingFaceLayout.tokenizer(files::has).get(0);
    }

    boolean areThere() {
        return HuggingFaceLayout.tokenizer(files::has).stream().allMatch(files::has);
    }

    /** The contents of a {@code tokenizer.json}, in which what the files beside it say is, too. */
    String text() {
        if (!areThere() && config.has("ssm_cfg") && !config.has("model_type")) {
            throw new ModelException(
                    files.location() + " has no " + TOKENIZER + ", and Mamba's authors publish none: put "
                            + "that of EleutherAI/gpt-neox-20b, with which they trained, beside config.json");
        }
        if (text == null) {
            text = read();
        }
        return text;
    }

    /**
     * The token that the template puts before a text: of {@code tokenizer.json} if it is there, else that of {@code
     * tokenizer_config.json}, as transformers 5 takes it.
     */
    OptionalInt startToken(Tokenizer tokenizer) {
        if (files.has(TOKENIZER)) {
            return tokenizer.startToken();
        }
        TokenFiles said = TokenFiles.read(files.location(), this::find, Map.of());
        return said.beginsText()
                ? said.role("bos_token").map(tokenizer::find).orElse(OptionalInt.empty())
                : OptionalInt.empty();
    }

    private String read() {
        if (!HuggingFaceLayout.tokenizer(files::has).contains(TOKENIZER)) {
            return VocabularyTokenizer.json(files.location(), config, this::find);
        }
        String whole = TextFile.read(files, TOKENIZER, TextFile.LARGEST_TOKENIZER);
        Map<String, Map<String, Boolean>> known =
                TokenizerJson.read(source(), whole).added();
        return AddedTokens.complete(files.location(), this::find, known, whole);
    }

    private Optional<String> find(String name) {
        return files.has(name) ? Optional.of(TextFile.read(files, name, TextFile.LARGEST_TOKENIZER)) : Optional.empty();
    }
}
