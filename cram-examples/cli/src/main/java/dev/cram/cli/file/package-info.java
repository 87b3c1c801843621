/** The files that commands read and write, checked before any work. */
@NullMarked
package dev.cram.cli.file;

import org.jspecify.annotations.NullMarked;
