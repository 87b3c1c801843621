@NullMarked
package dev.cram.examples.lab;

import org.jspecify.annotations.NullMarked;
