/**
 * The measures of how much one vector holds, each with its formula.
 */
@NullMarked
package dev.cram.measure;

import org.jspecify.annotations.NullMarked;
