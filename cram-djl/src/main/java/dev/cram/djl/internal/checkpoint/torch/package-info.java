/** The .bin files that PyTorch writes, of which nothing is ever run. */
@NullMarked
package dev.cram.djl.internal.checkpoint.torch;

import org.jspecify.annotations.NullMarked;
