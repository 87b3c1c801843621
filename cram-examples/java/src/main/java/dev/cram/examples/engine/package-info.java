/** An engine of its own in plain Java, written against the public interfaces only. */
@NullMarked
package dev.cram.examples.engine;

import org.jspecify.annotations.NullMarked;
