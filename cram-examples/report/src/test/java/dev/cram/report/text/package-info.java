@NullMarked
package dev.cram.report.text;

import org.jspecify.annotations.NullMarked;
