/** Options that several commands take. */
@NullMarked
package dev.cram.cli.option;

import org.jspecify.annotations.NullMarked;
