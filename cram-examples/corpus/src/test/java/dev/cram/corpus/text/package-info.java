@NullMarked
package dev.cram.corpus.text;

import org.jspecify.annotations.NullMarked;
