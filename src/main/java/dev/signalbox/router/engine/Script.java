package dev.signalbox.router.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few lines of TorchScript for operations that the engine has and DJL has no calls for. The lines are constants of this
 * package, put into the engine's archive form in memory; nothing of it is ever read from a file.
 */
final class Script {
    private static final Logger LOG = LoggerFactory.getLogger(Script.class);

    private static final String NO_CONSTANTS = "\u0080\u0002).";
    private static final String VERSION = "3\n";

    private final PtSymbolBlock module;

    private Script(PtSymbolBlock module) {
        this.module = module;
    }

    /**
     * Compiles a class without values; it belongs to the manager from then on.
     *
     * @param code {@code class NAME(Module)} with its methods
     * @return nothing where the engine was built without an operation that the lines name
     */
    static Optional<Script> compile(NDManager manager, String name, String code) {
        try (ByteArrayInputStream archive = new ByteArrayInputStream(archive(name, code))) {
            return Optional.of(new Script(JniUtils.loadModule((PtNDManager) manager, archive, false, false)));
        } catch (EngineException e) {
            LOG.info("The engine here does not know everything that {} needs: {}", name, e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a method without gradients; the result belongs to the owner's manager. */
    NDArray run(NDArray owner, String method, IValue... values) {
        try (IValue result = call(method, values)) {
            return result.toTensor((PtNDManager) owner.getManager());
        }
    }

    /** The answer of a method that says yes or no. */
    boolean ask(String method) {
        try (IValue result = call(method)) {
            return result.toBoolean();
        }
    }

    /** Runs the method {@code forward} on arrays; gradients flow through it. */
    NDArray forward(NDArray... arrays) {
        return IValueUtils.forward(module, new NDList(arrays), true).singletonOrThrow();
    }

    private IValue call(String method, IValue... values) {
        try {
            return IValueUtils.runMethod(module, method, values);
        } finally {
            Stream.of(values).forEach(IValue::close);
        }
    }

    static IValue value(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    static IValue list(NDArray... arrays) {
        return IValue.listFrom(Stream.of(arrays).map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
    }

    private static byte[] archive(String name, String code) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // An object of that class with an empty dictionary, as the archive form wants it.
            add(zip, "data.pkl", "\u0080\u0002c__torch__\n" + name + "\n)\u0081}b.");
            add(zip, "code/__torch__.py", code);
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
