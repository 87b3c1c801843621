/** The report as a page that needs nothing else, and as a folder of files. */
@NullMarked
package dev.cram.report.page;

import org.jspecify.annotations.NullMarked;
