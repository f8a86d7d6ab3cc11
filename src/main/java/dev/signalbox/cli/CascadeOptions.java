package dev.signalbox.cli;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.TuneDataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which cascade a command is about: routers, pools, thresholds of single VLMs, calibrations. */
final class CascadeOptions {
    @Option(
            names = {"--r1", "--router"},
            paramLabel = "R",
            description = "The first router: by name, the folder of its checkpoint, or sample.")
    private @Nullable String first;

    @Option(names = "--r2", paramLabel = "R", description = "The second router. Default: the first one.")
    private @Nullable String second;

    @Option(names = "--pool1", split = ",", paramLabel = "ID", description = "The first one's VLMs. Default: the free.")
    private List<String> firstPool = new ArrayList<>();

    @Option(names = "--pool2", split = ",", paramLabel = "ID", description = "The second's VLMs. Default: the paid.")
    private List<String> secondPool = new ArrayList<>();

    @Option(
            names = "--tau-by-vlm",
            split = ",",
            paramLabel = "ID=X",
            description = {
                "Thresholds of single VLMs of the first pool in place of the common one: the first router’s choice"
                        + " stays when",
                "its confidence is above that of the VLM chosen."
            })
    private Map<String, Double> own = new LinkedHashMap<>();

    @Option(
            names = "--calibrate",
            paramLabel = "METHOD",
            description = "none, temperature, platt or isotonic, fitted to validation queries. Default: none.")
    private @Nullable CalibrationMethod calibrate;

    @Option(
            names = "--calibrate2",
            paramLabel = "METHOD",
            description = "The same for the second router. Default: the first one’s method.")
    private @Nullable CalibrationMethod calibrateSecond;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Of the validation queries where a router’s record names none. Default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    /** The first router; null when none is named. */
    @Nullable
    String first() {
        return first;
    }

    long seed() {
        return seed;
    }

    /** How every router is calibrated, unless the second is by itself. */
    CalibrationMethod method() {
        return calibrate == null ? CalibrationMethod.NONE : calibrate;
    }

    /** True when something is named that only a cascade of one or two routers has. */
    boolean ofTwo() {
        return first != null
                || second != null
                || !firstPool.isEmpty()
                || !secondPool.isEmpty()
                || !own.isEmpty()
                || calibrateSecond != null;
    }

    /** The cascade named, of this first router. */
    TuneDataset.Setting setting(String router) {
        own.values().forEach(this::check);
        return new TuneDataset.Setting(
                router,
                second,
                firstPool,
                secondPool,
                method(),
                calibrateSecond == null ? method() : calibrateSecond,
                seed,
                PoolTerms.AS_IMPORTED,
                own);
    }

    /** A saved cascade with what is named in place of its own. */
    TuneDataset.Setting over(TuneDataset.Setting saved) {
        own.values().forEach(this::check);
        CalibrationMethod both = calibrate;
        CalibrationMethod other = calibrateSecond == null ? both : calibrateSecond;
        return new TuneDataset.Setting(
                saved.first(),
                second == null ? saved.second() : second,
                firstPool.isEmpty() ? saved.firstPool() : firstPool,
                secondPool.isEmpty() ? saved.secondPool() : secondPool,
                both == null ? saved.method() : both,
                other == null ? saved.secondMethod() : other,
                seed,
                saved.terms(),
                own.isEmpty() ? saved.own() : own);
    }

    /** True when a saved cascade would not stay as it was. */
    boolean changes() {
        return ofTwo() || calibrate != null;
    }

    /** @throws ParameterException for a threshold outside of 0 to 1 */
    void check(double tau) {
        if (!(tau >= 0 && tau <= 1)) {
            throw new ParameterException(spec.commandLine(), Messages.text("cli.tune.tau", tau));
        }
    }
}
