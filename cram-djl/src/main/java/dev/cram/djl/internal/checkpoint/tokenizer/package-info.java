/** Texts to tokens and back, of the contents of a tokenizer.json. */
@NullMarked
package dev.cram.djl.internal.checkpoint.tokenizer;

import org.jspecify.annotations.NullMarked;
