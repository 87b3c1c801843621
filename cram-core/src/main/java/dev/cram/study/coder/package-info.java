/**
 * Entropy coders, which say what a text costs without vectors.
 */
@CheckReturnValue
@NullMarked
package dev.cram.study.coder;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
