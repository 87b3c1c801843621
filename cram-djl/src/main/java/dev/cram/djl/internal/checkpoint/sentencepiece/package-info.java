/** SentencePiece's models, a tokenizer's one file, as the contents of a tokenizer.json. */
@NullMarked
package dev.cram.djl.internal.checkpoint.sentencepiece;

import org.jspecify.annotations.NullMarked;
