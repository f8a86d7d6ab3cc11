package dev.signalbox.encoders;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A file of an encoder on this machine.
 *
 * @param size   bytes
 * @param sha256 lower-case hex
 * @param pinned true when the hash was known before the file was fetched; else it is what the hub named, or what came
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoredFile(String name, long size, String sha256, boolean pinned) {}
