package dev.signalbox.model;

import org.jspecify.annotations.Nullable;

/**
 * A vision-language model that can be asked.
 *
 * @param id      the stable name that files use, such as {@code gpt-4o}; unique in a workspace
 * @param profile the profile sentence that a router encodes (ARMS, section 4.1); empty when unknown
 * @param pool    the selection pool
 * @param price   the list price, or null when unknown
 */
public record Vlm(
        String id, String profile, Pool pool, @Nullable Price price) {}
