/**
 * Frozen language models on Deep Java Library and PyTorch. {@link dev.cram.djl.DjlModels} opens them.
 */
@NullMarked
package dev.cram.djl;

import org.jspecify.annotations.NullMarked;
