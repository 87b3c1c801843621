/**
 * Optimizers and their schedules, and the {@link dev.cram.recipe.Recipe recipes} made of them.
 */
@CheckReturnValue
@NullMarked
package dev.cram.optim;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
