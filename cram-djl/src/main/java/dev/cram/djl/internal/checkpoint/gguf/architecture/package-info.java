/** GGUF's architectures in the terms of Hugging Face's layout: one class translates one, and one line lists it. */
@NullMarked
package dev.cram.djl.internal.checkpoint.gguf.architecture;

import org.jspecify.annotations.NullMarked;
