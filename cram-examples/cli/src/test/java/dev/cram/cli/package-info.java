@NullMarked
package dev.cram.cli;

import org.jspecify.annotations.NullMarked;
