@NullMarked
package dev.cram.cli.command;

import org.jspecify.annotations.NullMarked;
