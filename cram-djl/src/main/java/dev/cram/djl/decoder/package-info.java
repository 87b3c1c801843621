/**
 * The decoder: a TorchScript program that Java packs and loads, the typed calls into it, and the
 * {@link dev.cram.djl.decoder.Family families} that map a checkpoint's configuration and tensor names to it.
 */
@NullMarked
package dev.cram.djl.decoder;

import org.jspecify.annotations.NullMarked;
