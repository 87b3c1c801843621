@NullMarked
package dev.cram.examples.cli;

import org.jspecify.annotations.NullMarked;
