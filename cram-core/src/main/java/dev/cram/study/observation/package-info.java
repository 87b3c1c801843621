/**
 * What studies observe, and the log that keeps it.
 */
@CheckReturnValue
@NullMarked
package dev.cram.study.observation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
