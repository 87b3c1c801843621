/** Texts of any length: where they are cut, and how their segments are crammed and written. */
@NullMarked
package dev.cram.internal.longtext;

import org.jspecify.annotations.NullMarked;
