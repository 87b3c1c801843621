/** GGUF's tokenizers as the contents of a tokenizer.json: one class a kind. */
@NullMarked
package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import org.jspecify.annotations.NullMarked;
