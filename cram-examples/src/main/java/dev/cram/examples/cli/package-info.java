/** The command line: {@code cram demo}, {@code compress}, {@code decompress} and {@code inspect}. */
@NullMarked
package dev.cram.examples.cli;

import org.jspecify.annotations.NullMarked;
