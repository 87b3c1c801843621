/**
 * The paper's tables and figures as studies: each measures what is missing of its {@link
 * dev.cram.study.observation.Observation observations} and makes typed results of them. Observations are appended to a {@link
 * dev.cram.study.observation.ResultLog}, from which a stopped run continues and runs of several models are joined.
 */
@CheckReturnValue
@NullMarked
package dev.cram.study;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
