/**
 * The {@code .cram} file: {@link dev.cram.file.CramFile} writes and reads it.
 */
@CheckReturnValue
@NullMarked
package dev.cram.file;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
