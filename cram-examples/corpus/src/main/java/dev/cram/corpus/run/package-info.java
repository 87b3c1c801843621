/** The corpus run: documents in, a folder of Parquet files out, which is gone on with wherever it stopped. */
@NullMarked
package dev.cram.corpus.run;

import org.jspecify.annotations.NullMarked;
