/** Checkpoints of one GGUF file. */
@NullMarked
package dev.cram.djl.internal.checkpoint.gguf;

import org.jspecify.annotations.NullMarked;
