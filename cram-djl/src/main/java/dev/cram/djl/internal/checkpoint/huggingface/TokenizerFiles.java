package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.sentencepiece.SentencePieceTokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerJson;
import dev.cram.model.ModelException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The files of a folder's tokenizer, and the one {@code tokenizer.json} that they come to. */
final class TokenizerFiles {

    private static final String TOKENIZER = HuggingFaceLayout.TOKENIZER;
    private static final String BEGIN = "bos_token";

    /** More bytes than any published file of SentencePiece has, by far. */
    private static final long LARGEST_SENTENCEPIECE = 64L << 20;

    private final ModelFiles files;
    private final Config config;
    private @Nullable String text;
    private @Nullable SentencePieceTokenizer sentencePiece;

    TokenizerFiles(ModelFiles files, Config config) {
        this.files = files;
        this.config = config;
    }

    /** What to call the tokenizer in errors: its file, or the first of two. */
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

    /** Makes the tokenizer. */
    Tokenizer open() {
        String json = text();
        return isSentencePiece() ? sentencePiece().open(source(), json) : Tokenizer.parse(source(), json);
    }

    /** What identifies the tokenizer: {@link #text()}, and beside it the rules of a file of SentencePiece. */
    String identity() {
        return isSentencePiece() ? text() + Base64.getEncoder().encodeToString(sentencePieceFile()) : text();
    }

    /**
     * The token that the template puts before a text: of {@code tokenizer.json} if it is there, else that of {@code
     * tokenizer_config.json}, as transformers 5 takes it.
     */
    OptionalInt startToken(Tokenizer tokenizer) {
        if (files.has(TOKENIZER)) {
            return tokenizer.startToken();
        }
        Map<String, String> usual =
                isSentencePiece() ? Map.of(BEGIN, sentencePiece().begin()) : Map.of();
        TokenFiles said = TokenFiles.read(files.location(), this::find, usual);
        return said.beginsText()
                ? said.role(BEGIN)
                        .filter(token -> !token.isEmpty())
                        .map(tokenizer::find)
                        .orElse(OptionalInt.empty())
                : OptionalInt.empty();
    }

    private String read() {
        if (HuggingFaceLayout.tokenizer(files::has).contains(HuggingFaceLayout.VOCABULARY)) {
            return VocabularyTokenizer.json(files.location(), config, this::find);
        }
        String whole = isSentencePiece()
                ? sentencePiece().json()
                : TextFile.read(files, TOKENIZER, TextFile.LARGEST_TOKENIZER);
        Map<String, Map<String, Boolean>> known =
                TokenizerJson.read(source(), whole).added();
        return AddedTokens.complete(files.location(), this::find, known, whole);
    }

    private boolean isSentencePiece() {
        return HuggingFaceLayout.tokenizer(files::has).contains(HuggingFaceLayout.SENTENCEPIECE);
    }

    private SentencePieceTokenizer sentencePiece() {
        if (sentencePiece == null) {
            sentencePiece = SentencePieceTokenizer.read(source(), sentencePieceFile());
        }
        return sentencePiece;
    }

    private byte[] sentencePieceFile() {
        try (BinaryFile file = files.open(HuggingFaceLayout.SENTENCEPIECE)) {
            if (file.size() > LARGEST_SENTENCEPIECE) {
                throw new ModelException(file.name() + " is damaged, it has " + file.size()
                        + " bytes, more than any model needs: fetch the file again");
            }
            byte[] contents = new byte[(int) file.size()];
            file.slice(0, contents.length).get(contents);
            return contents;
        }
    }

    private Optional<String> find(String name) {
        return files.has(name) ? Optional.of(TextFile.read(files, name, TextFile.LARGEST_TOKENIZER)) : Optional.empty();
    }
}
