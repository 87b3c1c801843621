/**
 * The paper's tables and figures as studies: each measures what is missing of its {@link
 * dev.cram.capacity.study.Observation observations} and makes typed results of them. Observations are appended to a {@link
 * dev.cram.capacity.study.ResultLog}, from which a stopped run continues and runs of several models are joined.
 */
@NullMarked
package dev.cram.capacity.study;

import org.jspecify.annotations.NullMarked;
