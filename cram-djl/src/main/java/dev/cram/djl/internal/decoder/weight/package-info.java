/** Which tensor goes into which place of a decoder. */
@NullMarked
package dev.cram.djl.internal.decoder.weight;

import org.jspecify.annotations.NullMarked;
