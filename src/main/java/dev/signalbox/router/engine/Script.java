package dev.signalbox.router.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.signalbox.router.arms.Activation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operations that the engine has and DJL has no calls for, reached by a few lines of TorchScript. The lines below are the
 * only ones that are ever run: they are put into the engine's archive form here, in memory, and nothing is read from a file.
 */
final class Script {
    private static final Logger LOG = LoggerFactory.getLogger(Script.class);

    private static final String NAME = "Signalbox";
    private static final String CODE =
            """
            class Signalbox(Module):
              __parameters__ = []
              __buffers__ = []
              def pack(self: __torch__.Signalbox, weight: Tensor, rows: int) -> Tensor:
                return ops.mkldnn._reorder_linear_weight(weight, rows)
              def linear(self: __torch__.Signalbox, x: Tensor, weight: Tensor, bias: Tensor, after: str) -> Tensor:
                none = annotate(List[Optional[number]], [])
                return ops.mkldnn._linear_pointwise(x, weight, bias, after, none, "none")
              def split(self: __torch__.Signalbox, x: Tensor, heads: int) -> Tensor:
                return torch.transpose(torch.unflatten(x, 2, [heads, -1]), 1, 2)
              def attention(self: __torch__.Signalbox, asking: Tensor, x: Tensor, penalty: List[Tensor],
                  weights: List[Tensor], heads: int) -> Tensor:
                q = (self).split((self).linear(asking, weights[0], weights[1], "none"), heads)
                k = (self).split((self).linear(x, weights[2], weights[3], "none"), heads)
                v = (self).split((self).linear(x, weights[4], weights[5], "none"), heads)
                if torch.eq(torch.len(penalty), 0):
                  mixed = torch.scaled_dot_product_attention(q, k, v)
                else:
                  mixed = torch.scaled_dot_product_attention(q, k, v, penalty[0])
                return (self).linear(torch.flatten(torch.transpose(mixed, 1, 2), 2), weights[6], weights[7], "none")
              def feed(self: __torch__.Signalbox, x: Tensor, weights: List[Tensor], activation: str) -> Tensor:
                if torch.eq(activation, "quick_gelu"):
                  first = (self).linear(x, weights[0], weights[1], "none")
                  hidden = torch.mul_(torch.sigmoid_(torch.mul(first, 1.702)), first)
                else:
                  hidden = (self).linear(x, weights[0], weights[1], activation)
                return (self).linear(hidden, weights[2], weights[3], "none")
            """;
    /** An object of that class without any value, as the archive form wants it. */
    private static final String OBJECT = "\u0080\u0002c__torch__\n" + NAME + "\n)\u0081}b.";

    private static final String NO_CONSTANTS = "\u0080\u0002).";
    private static final String VERSION = "3\n";

    private final PtSymbolBlock module;

    private Script(PtSymbolBlock module) {
        this.module = module;
    }

    /**
     * Compiles the lines; they belong to the manager from then on.
     *
     * @return nothing where the engine was built without these operations
     */
    static Optional<Script> open(PtNDManager manager) throws IOException {
        try {
            return Optional.of(new Script(
                    JniUtils.loadModule(manager, new ByteArrayInputStream(archive()), false, false)));
        } catch (EngineException e) {
            LOG.info("The engine has no packed products here: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** W in the form that products with about so many rows read fastest; belongs to the weights' manager. */
    NDArray pack(NDArray weight, long rows) {
        return run(weight, "pack", value(weight), IValue.from(rows));
    }

    /**
     * Attention of an encoder block with its four projections, as {@link Attention#apply(NDArray, NDArray, NDArray, Pass)}.
     *
     * @param weights packed weight and bias of queries, keys, values and output
     */
    NDArray attention(NDArray asking, NDArray x, @Nullable NDArray penalty, NDArray[] weights, int heads) {
        IValue penalties = penalty == null ? IValue.listFrom(new PtNDArray[0]) : list(penalty);
        return run(asking, "attention", value(asking), value(x), penalties, list(weights), IValue.from(heads));
    }

    /**
     * Two dense layers around an activation.
     *
     * @param weights packed weight and bias of both
     */
    NDArray feed(NDArray x, NDArray[] weights, Activation activation) {
        String name = activation.name().toLowerCase(Locale.ROOT);
        return run(x, "feed", value(x), list(weights), IValue.from(name));
    }

    private static IValue list(NDArray... arrays) {
        return IValue.listFrom(Stream.of(arrays).map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
    }

    private static IValue value(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    private NDArray run(NDArray owner, String method, IValue... values) {
        try (IValue result = IValueUtils.runMethod(module, method, values)) {
            return result.toTensor((PtNDManager) owner.getManager());
        } finally {
            Stream.of(values).forEach(IValue::close);
        }
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "data.pkl", OBJECT);
            add(zip, "code/__torch__.py", CODE);
            add(zip, "constants.pkl", NO_CONSTANTS);
            add(zip, "version", VERSION);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry("signalbox/" + name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }
}
