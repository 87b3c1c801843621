/**
 * Optimizers and their schedules, and the {@link dev.cram.recipe.Recipe recipes} made of them.
 */
@NullMarked
package dev.cram.optim;

import org.jspecify.annotations.NullMarked;
