/** Tables whose columns hold title, unit and cell together, and how numbers are shown. */
@NullMarked
package dev.cram.report.table;

import org.jspecify.annotations.NullMarked;
