/** Angles of rotary position embeddings, as a configuration gives them. */
@NullMarked
package dev.cram.djl.internal.decoder.rotary;

import org.jspecify.annotations.NullMarked;
