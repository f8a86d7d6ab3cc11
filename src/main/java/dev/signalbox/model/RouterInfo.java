package dev.signalbox.model;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A router that a workspace knows.
 *
 * @param id         0 until it is stored
 * @param name       shown to people, unique in a workspace
 * @param kind       such as {@code arms}
 * @param checkpoint the folder with weights and configuration
 * @param sha256     of the checkpoint's weights and configuration
 * @param config     its configuration as JSON
 * @param simulated  true when it was trained on simulated data only
 */
public record RouterInfo(
        long id,
        String name,
        String kind,
        Path checkpoint,
        String sha256,
        String config,
        boolean simulated,
        Instant created) {}
