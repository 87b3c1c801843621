package dev.cram.djl.internal.checkpoint.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import dev.cram.djl.internal.checkpoint.file.Natives;
import dev.cram.djl.internal.checkpoint.file.Utf8;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The tokenizers' library: nothing is cut or padded. */
final class LibraryCodec implements TokenCodec {

    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer library;
    private final @Nullable TextSplitter splitter;

    private LibraryCodec(HuggingFaceTokenizer library, @Nullable TextSplitter splitter) {
        this.library = library;
        this.splitter = splitter;
    }

    /**
     * Loads the contents of a {@code tokenizer.json}.
     *
     * @param source what to call it in errors
     * @param splitter splits texts in the place of the library; null if the contents say how
     */
    static LibraryCodec load(String source, String json, @Nullable TextSplitter splitter) {
        loadNatives();
        try {
            return new LibraryCodec(HuggingFaceTokenizer.newInstance(new Utf8(json), OPTIONS), splitter);
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    source + " is damaged or of an unsupported kind (" + e.getMessage() + "): fetch it again", e);
        }
    }

    /** DJL would download a build for CUDA where it finds CUDA, which no tokenizer needs. */
    private static void loadNatives() {
        Natives.set("RUST_FLAVOR", "cpu");
        try {
            LibUtils.checkStatus();
        } catch (RuntimeException | LinkageError e) {
            Throwable root = Natives.root(e);
            throw new ModelException(
                    "The tokenizers' native library does not load here (" + root + "): "
                            + Natives.cure(root)
                                    .orElse(
                                            "ai.djl.huggingface:tokenizers has a build for Linux, macOS and Windows on "
                                                    + "x86-64 or ARM, and takes what the variables RUST_FLAVOR and RUST_LIBRARY_PATH name"),
                    e);
        }
    }

    @Override
    public int[] split(String text, int embeddings) {
        if (splitter != null) {
            return checked(splitter.split(text), embeddings);
        }
        Encoding encoding = encode(text);
        long[] ids = encoding.getIds();
        int[] tokens = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] >= embeddings) {
                throw beyond(text, encoding, i, embeddings);
            }
            tokens[i] = (int) ids[i];
        }
        return tokens;
    }

    private int[] checked(int[] tokens, int embeddings) {
        for (int token : tokens) {
            if (token >= embeddings) {
                throw beyond(join(new int[] {token}), "", token, embeddings);
            }
        }
        return tokens;
    }

    private Encoding encode(String text) {
        try {
            return library.encode(text, false, false);
        } catch (RuntimeException e) {
            throw new InvalidTextException(
                    "The text holds what this model's tokenizer knows no token for (" + e.getMessage()
                            + "): leave it out, or choose a model with another tokenizer",
                    e);
        }
    }

    private static InvalidTextException beyond(String text, Encoding encoding, int index, int embeddings) {
        CharSpan span = encoding.getCharTokenSpans()[index];
        String piece = encoding.getTokens()[index];
        String place = "";
        if (span != null) {
            int begin = text.offsetByCodePoints(0, span.getStart());
            piece = text.substring(begin, text.offsetByCodePoints(0, span.getEnd()));
            place = " at character " + begin;
        }
        return beyond(piece, place, encoding.getIds()[index], embeddings);
    }

    private static InvalidTextException beyond(String piece, String place, long id, int embeddings) {
        return new InvalidTextException("The text contains '" + piece + "'" + place
                + ", which this model's tokenizer takes for token " + id
                + ", but the model has embeddings of the tokens 0 to " + (embeddings - 1)
                + " only: remove or rewrite it");
    }

    @Override
    public String join(int[] tokens) {
        return library.decode(Arrays.stream(tokens).asLongStream().toArray(), false);
    }

    @Override
    public OptionalInt startToken() {
        long[] text = library.encode("a", false, false).getIds();
        long[] templated = library.encode("a", true, false).getIds();
        boolean isLed = templated.length > text.length
                && Arrays.equals(templated, 1, 1 + text.length, text, 0, text.length)
                && !Arrays.equals(templated, 0, text.length, text, 0, text.length);
        return isLed ? OptionalInt.of((int) templated[0]) : OptionalInt.empty();
    }

    @Override
    public OptionalInt find(String token) {
        long[] ids = library.encode(token, false, false).getIds();
        return ids.length == 1 ? OptionalInt.of((int) ids[0]) : OptionalInt.empty();
    }

    @Override
    public void close() {
        library.close();
    }
}
