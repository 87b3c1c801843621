/**
 * What users hold: a {@link dev.cram.memory.Compressor} crams texts into {@link dev.cram.memory.MemoryVectors} and
 * reads them back, a {@link dev.cram.memory.CapacityReport} says what was measured, and a
 * {@link dev.cram.model.CramException} what is wrong and what helps.
 */
@CheckReturnValue
@NullMarked
package dev.cram.memory;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
