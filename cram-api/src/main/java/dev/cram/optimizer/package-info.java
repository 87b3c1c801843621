/**
 * What extenders write to search in another way: a {@link dev.cram.optimizer.VectorOptimizer} decides which vectors to
 * evaluate next.
 */
@NullMarked
package dev.cram.optimizer;

import org.jspecify.annotations.NullMarked;
