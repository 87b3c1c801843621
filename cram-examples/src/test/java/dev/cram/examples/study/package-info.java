@NullMarked
package dev.cram.examples.study;

import org.jspecify.annotations.NullMarked;
