/**
 * Entropy coders, which say what a text costs without vectors.
 */
@NullMarked
package dev.cram.study.coder;

import org.jspecify.annotations.NullMarked;
