/** The commands: what each takes, does and prints. */
@NullMarked
package dev.cram.cli.command;

import org.jspecify.annotations.NullMarked;
