/** The paper's studies as a command: where texts come from, presets, and the report as a page, JSON and CSV. */
@NullMarked
package dev.cram.examples.study;

import org.jspecify.annotations.NullMarked;
