/**
 * What an engine is: a {@link dev.cram.model.FrozenModel}, found through a {@link dev.cram.model.ModelProvider}, evaluates
 * {@linkplain dev.cram.model.Point points} of a {@link dev.cram.model.TextObjective}.
 *
 * <p>Shapes are written as {@code [rows x columns]}, row-major. Logarithms are natural where a name says nats and base 2
 * where it says bits.
 */
@CheckReturnValue
@NullMarked
package dev.cram.model;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
