/** Texts from files: plain, JSON lines, CSV and Parquet, packed or not. */
@NullMarked
package dev.cram.corpus.text;

import org.jspecify.annotations.NullMarked;
