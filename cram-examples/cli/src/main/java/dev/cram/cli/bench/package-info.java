/**
 * A benchmark: recipes on the same texts, under one meaning of an evaluation, with their figures side by side.
 */
@NullMarked
package dev.cram.cli.bench;

import org.jspecify.annotations.NullMarked;
