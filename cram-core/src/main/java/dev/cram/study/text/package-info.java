/**
 * Where the texts of a study come from.
 */
@CheckReturnValue
@NullMarked
package dev.cram.study.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
