@NullMarked
package dev.cram.cli.bench;

import org.jspecify.annotations.NullMarked;
