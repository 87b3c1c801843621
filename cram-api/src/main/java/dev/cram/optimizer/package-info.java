/**
 * What extenders write to search in another way: a {@link dev.cram.optimizer.VectorOptimizer} decides which vectors to
 * evaluate next.
 */
@CheckReturnValue
@NullMarked
package dev.cram.optimizer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
