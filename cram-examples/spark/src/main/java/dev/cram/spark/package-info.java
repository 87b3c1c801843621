/** Cramming on Apache Spark. */
@NullMarked
package dev.cram.spark;

import org.jspecify.annotations.NullMarked;
