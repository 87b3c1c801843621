/** What the machine has: native libraries, devices, memory. */
@NullMarked
package dev.cram.djl.internal.machine;

import org.jspecify.annotations.NullMarked;
