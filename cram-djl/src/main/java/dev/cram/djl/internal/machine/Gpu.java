package dev.cram.djl.internal.machine;

/**
 * A GPU as the driver knows it.
 *
 * @param index its number, from 0, as the driver counts
 * @param uuid its identity
 * @param driver version of the driver
 * @param freeBytes what no process has taken
 */
public record Gpu(int index, String uuid, String name, String driver, long totalBytes, long freeBytes) {}
