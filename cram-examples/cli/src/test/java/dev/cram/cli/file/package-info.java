@NullMarked
package dev.cram.cli.file;

import org.jspecify.annotations.NullMarked;
