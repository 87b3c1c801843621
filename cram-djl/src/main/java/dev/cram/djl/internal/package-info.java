/** The engine behind the public entry: a model, its objective and reader, and where a location leads. */
@NullMarked
package dev.cram.djl.internal;

import org.jspecify.annotations.NullMarked;
