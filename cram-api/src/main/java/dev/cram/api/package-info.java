/**
 * What users hold: a {@link dev.cram.api.FrozenModel} is opened, a {@link dev.cram.api.Compressor} crams texts into
 * {@link dev.cram.api.MemoryVectors} and reads them back, a {@link dev.cram.api.CapacityReport} says what was measured.
 *
 * <p>Shapes are written as {@code [rows x columns]}, row-major. Logarithms are natural where a name says nats and base 2
 * where it says bits.
 */
@NullMarked
package dev.cram.api;

import org.jspecify.annotations.NullMarked;
