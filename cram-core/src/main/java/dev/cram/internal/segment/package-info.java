/** The file of a long text's segments, byte by byte. */
@NullMarked
package dev.cram.internal.segment;

import org.jspecify.annotations.NullMarked;
