@NullMarked
package dev.cram.report.page;

import org.jspecify.annotations.NullMarked;
