/**
 * Ways to search: a {@link dev.cram.recipe.Recipe} is a method with its limits, a {@link dev.cram.recipe.Loss} what it
 * minimises.
 */
@CheckReturnValue
@NullMarked
package dev.cram.recipe;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
