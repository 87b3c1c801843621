/**
 * The entry: {@link dev.cram.Cram} opens a model, takes the choices and has the verbs.
 */
@NullMarked
package dev.cram;

import org.jspecify.annotations.NullMarked;
