/** Reading files that may be damaged or hostile, at bounded cost. */
@NullMarked
package dev.cram.djl.internal.checkpoint.file;

import org.jspecify.annotations.NullMarked;
