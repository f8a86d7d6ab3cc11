package dev.signalbox.index;

/**
 * How many queries of a selection have a value.
 *
 * @param value the empty text stands for queries without the field
 */
public record FacetCount(String value, int count) {}
