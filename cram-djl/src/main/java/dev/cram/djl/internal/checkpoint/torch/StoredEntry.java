package dev.cram.djl.internal.checkpoint.torch;

/**
 * An uncompressed entry of a zip file.
 *
 * @param header first byte of its header
 * @param offset first byte of its contents
 * @param size bytes of its contents
 */
record StoredEntry(long header, long offset, long size) {}
