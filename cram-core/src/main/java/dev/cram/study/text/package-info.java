/**
 * Where the texts of a study come from.
 */
@NullMarked
package dev.cram.study.text;

import org.jspecify.annotations.NullMarked;
