package dev.signalbox.model;

import java.time.Instant;

/**
 * A stored map of a dataset's fused query vectors.
 *
 * @param id       0 until it is stored
 * @param method   {@code tsne} or {@code pca}
 * @param seed     the seed that repeats it
 * @param options  method options as JSON
 * @param file     the safetensors file's path relative to the workspace: {@code ordinals} I32 [m], {@code xy} F32 [m, 2]
 * @param rows     m, the number of placed queries
 */
public record Projection(
        long id,
        long dataset,
        long router,
        String method,
        long seed,
        String options,
        String file,
        int rows,
        Instant created) {}
