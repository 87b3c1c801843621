/**
 * The search for vectors: the optimisation loop, the checks of its input, and reading back. Not exported; may change
 * without notice.
 */
@NullMarked
package dev.cram.internal.search;

import org.jspecify.annotations.NullMarked;
