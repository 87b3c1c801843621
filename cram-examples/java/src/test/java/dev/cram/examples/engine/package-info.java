@NullMarked
package dev.cram.examples.engine;

import org.jspecify.annotations.NullMarked;
