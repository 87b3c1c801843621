/**
 * Published models as they lie on disk: a {@link dev.cram.djl.internal.checkpoint.Checkpoint} is a configuration, named tensors
 * and a tokenizer, whatever the files that hold them. Header sizes, offsets, types and shapes are checked before
 * anything is allocated for them.
 */
@NullMarked
package dev.cram.djl.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
