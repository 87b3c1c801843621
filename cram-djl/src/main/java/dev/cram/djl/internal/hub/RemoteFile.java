package dev.cram.djl.internal.hub;

import java.net.URI;

/**
 * A file on the hub.
 *
 * @param address where to fetch it
 * @param name its name in the repository
 * @param hash the hash of its contents; see {@link BlobHash}
 * @param size in bytes
 */
record RemoteFile(URI address, String name, String hash, long size) {}
