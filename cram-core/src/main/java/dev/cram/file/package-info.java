/**
 * The {@code .cram} file: {@link dev.cram.file.CramFile} writes and reads it.
 */
@NullMarked
package dev.cram.file;

import org.jspecify.annotations.NullMarked;
