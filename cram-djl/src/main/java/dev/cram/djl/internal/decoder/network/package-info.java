/** What a decoder computes, and what that takes. */
@NullMarked
package dev.cram.djl.internal.decoder.network;

import org.jspecify.annotations.NullMarked;
