/** Checkpoints in the layout of Hugging Face: a folder, or resources. */
@NullMarked
package dev.cram.djl.internal.checkpoint.huggingface;

import org.jspecify.annotations.NullMarked;
