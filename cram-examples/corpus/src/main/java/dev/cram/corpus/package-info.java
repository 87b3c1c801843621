/** A worker that makes rows of the vectors of documents, for whatever drives it. */
@NullMarked
package dev.cram.corpus;

import org.jspecify.annotations.NullMarked;
