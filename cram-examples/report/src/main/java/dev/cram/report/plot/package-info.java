/** Figures: series drawn as SVG in the colours of the page. */
@NullMarked
package dev.cram.report.plot;

import org.jspecify.annotations.NullMarked;
