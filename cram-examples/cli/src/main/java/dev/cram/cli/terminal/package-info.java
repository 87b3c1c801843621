/** Between a command and who runs it: streams, exit codes, Ctrl-C, progress and tables. */
@NullMarked
package dev.cram.cli.terminal;

import org.jspecify.annotations.NullMarked;
