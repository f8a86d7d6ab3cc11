package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A block that knows its shapes when it is built and calls its parameters by dotted names, as public checkpoints do.
 * Typed methods do the work; {@code forward} is the engine's door to them.
 */
abstract class Layer extends AbstractBlock {
    private final Map<String, Layer> parts = new LinkedHashMap<>();

    /** Adds a part; one with an empty name lends its parameters to this layer's own name. */
    final <L extends Layer> L part(String name, L layer) {
        parts.put(name, layer);
        addChildBlock(name, layer);
        return layer;
    }

    final Parameter weight(String name, Initializer initial, long... shape) {
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(shape))
                .optInitializer(initial)
                .build());
    }

    /** Every parameter below this layer by its dotted name, in the order in which they were declared. */
    final SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> all = new LinkedHashMap<>();
        getDirectParameters().forEach(p -> all.put(p.getKey(), p.getValue()));
        parts.forEach((name, layer) ->
                layer.named().forEach((inner, p) -> all.put(name.isEmpty() ? inner : name + "." + inner, p)));
        return all;
    }

    /** Number of trained values, known without allocating any. */
    final long size() {
        return named().values().stream().mapToLong(p -> p.getShape().size()).sum();
    }

    /** The parameter's values where the input lives. */
    static NDArray value(Pass pass, Parameter parameter, NDArray input) {
        return pass.store().getValue(parameter, input.getDevice(), pass.training());
    }

    /**
     * A view of a parameter, handed to the NDManager of {@code owner}: the parameter's own manager would keep every view
     * until the network is closed.
     */
    static NDArray owned(NDArray owner, NDArray view) {
        view.attach(owner.getManager());
        return view;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        parts.values().forEach(layer -> layer.initialize(manager, type, inputs));
    }
}
