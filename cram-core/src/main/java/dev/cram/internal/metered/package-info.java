/** The engine with a meter: what searches evaluate and decode, counted. */
@NullMarked
package dev.cram.internal.metered;

import org.jspecify.annotations.NullMarked;
