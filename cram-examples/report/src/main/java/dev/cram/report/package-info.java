/** The results of the studies of the paper, with the presets that they are measured by and the coders that they compare. */
@NullMarked
package dev.cram.report;

import org.jspecify.annotations.NullMarked;
