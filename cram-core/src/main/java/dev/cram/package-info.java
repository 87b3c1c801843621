/**
 * The entry: {@link dev.cram.Cram} opens a model, takes the choices and has the verbs.
 */
@CheckReturnValue
@NullMarked
package dev.cram;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
