/** The command line: the entry, which hangs all commands on {@code cram}. */
@NullMarked
package dev.cram.cli;

import org.jspecify.annotations.NullMarked;
