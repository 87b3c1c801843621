/** Where the texts of a study come from: samples that are at hand. */
@NullMarked
package dev.cram.report.text;

import org.jspecify.annotations.NullMarked;
