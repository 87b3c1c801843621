/** The paper's studies as a command: where texts come from, presets, and the report as a page, JSON and CSV. */
@NullMarked
package dev.cram.report;

import org.jspecify.annotations.NullMarked;
