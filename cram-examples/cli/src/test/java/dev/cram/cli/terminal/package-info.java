@NullMarked
package dev.cram.cli.terminal;

import org.jspecify.annotations.NullMarked;
