/**
 * The measures of how much one vector holds, each with its formula.
 */
@CheckReturnValue
@NullMarked
package dev.cram.measure;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
