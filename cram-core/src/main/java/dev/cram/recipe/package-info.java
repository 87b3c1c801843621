/**
 * Ways to search: a {@link dev.cram.recipe.Recipe} is a method with its limits, a {@link dev.cram.recipe.Loss} what it
 * minimises.
 */
@NullMarked
package dev.cram.recipe;

import org.jspecify.annotations.NullMarked;
