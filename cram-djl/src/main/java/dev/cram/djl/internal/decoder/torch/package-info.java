/** Programs packed for PyTorch, and calls of them. */
@NullMarked
package dev.cram.djl.internal.decoder.torch;

import org.jspecify.annotations.NullMarked;
