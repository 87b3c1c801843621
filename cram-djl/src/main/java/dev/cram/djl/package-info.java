/**
 * Frozen language models on Deep Java Library and PyTorch. {@link dev.cram.djl.DjlModels} opens them. All of it
 * may be used from several threads at once.
 */
@NullMarked
package dev.cram.djl;

import org.jspecify.annotations.NullMarked;
