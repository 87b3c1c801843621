@NullMarked
package dev.cram.corpus.run;

import org.jspecify.annotations.NullMarked;
