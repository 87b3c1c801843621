/**
 * What extenders write: a {@link dev.cram.spi.ModelProvider} opens models of another engine, a
 * {@link dev.cram.spi.VectorOptimizer} decides which vectors to evaluate next.
 */
@NullMarked
package dev.cram.spi;

import org.jspecify.annotations.NullMarked;
