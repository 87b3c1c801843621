/**
 * What studies measure: each {@link dev.cram.study.measurement.Measurement measurement} is a value that several of them may
 * name, and is taken once, on a {@link dev.cram.study.measurement.Workbench workbench}.
 */
@CheckReturnValue
@NullMarked
package dev.cram.study.measurement;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
