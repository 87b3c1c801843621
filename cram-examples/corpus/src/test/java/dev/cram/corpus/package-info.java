@NullMarked
package dev.cram.corpus;

import org.jspecify.annotations.NullMarked;
