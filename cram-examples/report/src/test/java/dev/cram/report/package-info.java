@NullMarked
package dev.cram.report;

import org.jspecify.annotations.NullMarked;
