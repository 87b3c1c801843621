@NullMarked
package dev.cram.examples;

import org.jspecify.annotations.NullMarked;
