/** Tensors as files store them: types, order, and their values as float32. */
@NullMarked
package dev.cram.djl.internal.checkpoint.tensor;

import org.jspecify.annotations.NullMarked;
