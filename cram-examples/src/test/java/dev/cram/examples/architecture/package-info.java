@NullMarked
package dev.cram.examples.architecture;

import org.jspecify.annotations.NullMarked;
