package dev.signalbox.router.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/** An embedding table: rows by id. */
final class Table extends Layer {
    private final Parameter rows;
    private final long width;

    Table(Initial initial, long rows, long width, double std) {
        this.width = width;
        this.rows = weight("weight", initial.normal(std), rows, width);
    }

    /** The rows of ids of any shape; the ids' NDManager owns the result. */
    NDArray apply(NDArray ids, Pass pass) {
        return ids.getNDArrayInternal()
                .embedding(ids, value(pass, rows, ids), SparseFormat.DENSE)
                .singletonOrThrow();
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(apply(inputs.singletonOrThrow(), new Pass(store, training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[0].add(width)};
    }
}
