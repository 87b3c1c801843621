package dev.cram.djl.internal.checkpoint.tokenizer;

/** Splits texts into the numbers of tokens by itself, where the tokenizers' library would split some of them otherwise. */
@FunctionalInterface
public interface TextSplitter {

    /** Splits a text, which is well-formed and holds no special token. */
    int[] split(String text);
}
