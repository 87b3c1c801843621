/**
 * The measures of how much one vector holds, each with its formula.
 */
@NullMarked
package dev.cram.capacity;

import org.jspecify.annotations.NullMarked;
