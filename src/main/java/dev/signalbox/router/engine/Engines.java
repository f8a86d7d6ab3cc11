package dev.signalbox.router.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import dev.signalbox.router.arms.ArmsConfig;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Starts the deep-learning engine, offline, and tells what it found. */
public final class Engines {
    private static final String NAME = "PyTorch";
    private static final String OFFLINE = "ai.djl.offline";
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    /** Networks narrower than this lose more by waking threads than they win (measured: 6 times slower with two). */
    private static final int NARROW = 256;

    /**
     * What the machine offers.
     *
     * @param device  the one in use, such as {@code cpu} or {@code gpu(0)}
     * @param devices every usable one
     * @param threads processor threads inside one operation
     * @param natives where the native libraries are, or null when they did not load
     * @param problem why the engine does not run, or null when it does
     */
    public record Description(
            String engine,
            String version,
            String device,
            List<String> devices,
            int threads,
            @Nullable String natives,
            @Nullable String problem) {}

    private Engines() {}

    /** Loads the engine, runs one small sum on it, and tells what was found; never throws. */
    public static Description describe() {
        try (NDManager manager = newManager()) {
            try (NDArray sum = manager.ones(new Shape(2, 2)).sum()) {
                if (sum.getFloat() != 4) {
                    throw new EngineException("1 + 1 + 1 + 1 is " + sum.getFloat());
                }
            }
            Engine engine = engine();
            List<String> devices = new ArrayList<>(List.of("cpu"));
            IntStream.range(0, engine.getGpuCount()).forEach(i -> devices.add("gpu(" + i + ")"));
            return new Description(
                    NAME,
                    engine.getVersion(),
                    name(manager.getDevice()),
                    List.copyOf(devices),
                    JniUtils.getNumThreads(),
                    String.valueOf(LibUtils.getLibtorchPath()),
                    null);
        } catch (UserFacingException | EngineException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Description(NAME, "-", "-", List.of(), 0, null, String.valueOf(cause.getMessage()));
        }
    }

    /** The engine; loads natives at the first call, from the class path only. */
    static Engine engine() {
        if (System.getProperty(OFFLINE) == null) {
            System.setProperty(OFFLINE, "true");
        }
        try {
            return Engine.getEngine(NAME);
        } catch (EngineException | LinkageError e) {
            throw new UserFacingException("router.engine", e, String.valueOf(e.getMessage()));
        }
    }

    /** A manager on the GPU when there is one, else on the CPU. Close it to free everything made by it. */
    static NDManager newManager() {
        Engine engine = engine();
        return engine.newBaseManager(engine.getGpuCount() > 0 ? Device.gpu() : Device.cpu());
    }

    static String name(Device device) {
        return device.isGpu() ? "gpu(" + device.getDeviceId() + ")" : "cpu";
    }

    /** Sets the threads inside one operation to what suits the network, unless the user said otherwise. */
    static int suit(ArmsConfig config) {
        return suit(Math.max(config.text().width(), config.image().width()));
    }

    /** The same for a network of this width. */
    static int suit(int width) {
        engine();
        if (Integer.getInteger(THREADS) == null) {
            JniUtils.setNumThreads(width < NARROW ? 1 : Runtime.getRuntime().availableProcessors());
        }
        return JniUtils.getNumThreads();
    }
}
