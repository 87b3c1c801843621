/**
 * Models of the Hugging Face hub: from the local cache, which is shared with Python's tools, or downloaded into it. The
 * layout, the environment variables and the requests are those of the Python package {@code huggingface_hub}.
 */
@NullMarked
package dev.cram.djl.internal.hub;

import org.jspecify.annotations.NullMarked;
