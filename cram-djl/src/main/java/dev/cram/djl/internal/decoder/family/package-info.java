/** One class a family: reads its config.json and names its tensors. */
@NullMarked
package dev.cram.djl.internal.decoder.family;

import org.jspecify.annotations.NullMarked;
