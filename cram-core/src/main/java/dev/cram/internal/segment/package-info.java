/** Long texts: where they are cut, and the file that their segments are written to. */
@NullMarked
package dev.cram.internal.segment;

import org.jspecify.annotations.NullMarked;
