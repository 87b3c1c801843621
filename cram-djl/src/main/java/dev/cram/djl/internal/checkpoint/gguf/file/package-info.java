/** GGUF files: metadata and tensors, as they are stored. */
@NullMarked
package dev.cram.djl.internal.checkpoint.gguf.file;

import org.jspecify.annotations.NullMarked;
