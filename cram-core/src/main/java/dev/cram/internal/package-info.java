/**
 * The optimisation loop and the checks of its input. Not exported; may change without notice.
 */
@NullMarked
package dev.cram.internal;

import org.jspecify.annotations.NullMarked;
