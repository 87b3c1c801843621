/**
 * Frozen language models on Deep Java Library and PyTorch. {@link dev.cram.djl.DjlModels} opens them. All of it
 * may be used from several threads at once.
 */
@CheckReturnValue
@NullMarked
package dev.cram.djl;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
