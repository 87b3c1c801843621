/** Methods that were compared with the default and lost; see the figures in {@code lab/OPTIMIZERS.md}. */
@NullMarked
package dev.cram.examples.lab.tried;

import org.jspecify.annotations.NullMarked;
