package dev.signalbox.router.engine;

import ai.djl.training.ParameterStore;

/**
 * One run through the network.
 *
 * @param training true draws dropout masks
 */
record Pass(ParameterStore store, boolean training) {}
