/**
 * What studies observe, and the log that keeps it.
 */
@NullMarked
package dev.cram.study.observation;

import org.jspecify.annotations.NullMarked;
