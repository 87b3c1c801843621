@NullMarked
package dev.cram.architecture;

import org.jspecify.annotations.NullMarked;
