package dev.cram.internal.search;

import dev.cram.recipe.Method;
import dev.cram.recipe.Recipe;

/** How much of a text is wanted. */
enum Goal {
    /** All of it. */
    WHOLE,
    /** The longest prefix that can be had. */
    PREFIX;

    Method method(Recipe recipe) {
        return this == WHOLE ? recipe.whole() : recipe.prefix();
    }
}
