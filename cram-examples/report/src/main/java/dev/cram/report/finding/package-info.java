/**
 * What the figures of a report say, in sentences: each follows from the figures by a rule that it names, with the number of
 * texts behind it, or says that there is too little to tell.
 */
@NullMarked
package dev.cram.report.finding;

import org.jspecify.annotations.NullMarked;
