/** Texts that are ready to be worked on. */
@NullMarked
package dev.cram.internal.text;

import org.jspecify.annotations.NullMarked;
