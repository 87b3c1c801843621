/** Examples: each has a {@code main} that prints and a {@code run} that returns what its test checks. */
@NullMarked
package dev.cram.examples;

import org.jspecify.annotations.NullMarked;
