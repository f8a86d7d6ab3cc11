package dev.signalbox.router;

import dev.signalbox.model.Raster;
import org.jspecify.annotations.Nullable;

/**
 * What a router sees of a query.
 *
 * @param picture the first picture, or null for a text-only query (the image encoder then sees a blank picture)
 */
public record QueryInput(String question, @Nullable Raster picture) {}
