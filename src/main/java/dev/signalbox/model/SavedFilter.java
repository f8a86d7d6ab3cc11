package dev.signalbox.model;

import java.time.Instant;

/** A named filter kept as a rule, so that it also finds what is imported later; id 0 until it is stored. */
public record SavedFilter(long id, long dataset, String name, String rule, Instant created) {}
