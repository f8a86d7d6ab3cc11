package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.ReplayCurve;
import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.VlmThresholds;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.index.Labels;
import dev.signalbox.model.Pool;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a cascade of stored scores gives at thresholds (ARMS, Algorithm 1), counted exactly. */
public final class TuneDataset {
    private final RouterLibrary library;

    public TuneDataset(Workspace workspace, Path home) {
        this.library = new RouterLibrary(workspace, home);
    }

    /**
     * A cascade.
     *
     * @param first      the router asked first, by what {@link RouterLibrary#resolve} takes
     * @param second     the one asked at a confidence of tau or less; null for the first one again
     * @param firstPool  ids of the first one's VLMs; empty for the free ones that it scored
     * @param secondPool ids of the second one's; empty for the paid ones that it scored
     * @param method     how the first one's confidences are calibrated
     * @param secondMethod how the second one's are, by itself; means nothing for one router alone
     * @param seed       of the validation queries where a router's record names none
     * @param terms      which VLMs may be chosen, and at which prices
     * @param own        thresholds of single VLMs of the first pool in place of the common one, by id
     */
    public record Setting(
            String first,
            @Nullable String second,
            List<String> firstPool,
            List<String> secondPool,
            CalibrationMethod method,
            CalibrationMethod secondMethod,
            long seed,
            PoolTerms terms,
            Map<String, Double> own) {
        public Setting {
            own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
            firstPool = List.copyOf(firstPool);
            secondPool = List.copyOf(secondPool);
        }

        /** With both routers calibrated by one method, pool and prices as imported, and one threshold for all VLMs. */
        public Setting(
                String first,
                @Nullable String second,
                List<String> firstPool,
                List<String> secondPool,
                CalibrationMethod method,
                long seed) {
            this(first, second, firstPool, secondPool, method, method, seed, PoolTerms.AS_IMPORTED, Map.of());
        }

        /** The same with other thresholds of single VLMs. */
        public Setting with(Map<String, Double> thresholds) {
            return new Setting(first, second, firstPool, secondPool, method, secondMethod, seed, terms, thresholds);
        }
    }

    /** Thresholds to look at. */
    public sealed interface Thresholds {
        /** These ones. */
        record Given(List<Double> tau) implements Thresholds {}

        /** 0, every confidence at which something changes, and 1. */
        record Every() implements Thresholds {}

        /** As {@link Every}, but at most about so many, the lowest and highest EM of every stretch among them. */
        record Plotted(int atMost) implements Thresholds {}

        /** The lowest one with the highest EM on the validation queries. */
        record Best() implements Thresholds {}

        /** One for every VLM of the first pool: those of the highest EM on the validation queries. */
        record PerVlm() implements Thresholds {}
    }

    /** A router's part of the cascade. */
    public record Stage(String router, String sha256, List<String> pool) {}

    /**
     * Where the best threshold was found; the reported split was not looked at for it.
     *
     * @param sharedEm of the best common threshold there, where one for every VLM was sought; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Found(
            String origin,
            int queries,
            long seed,
            double em,
            @Nullable Double sharedEm) {
        /** For people. */
        String line() {
            return Messages.text("workbench.tuned.found." + origin, queries, em, seed);
        }
    }

    /**
     * One threshold. Rates are 0..1; low and high are Wilson's at 95 %; accuracy, precision, recall and F1 count the
     * (query, VLM) pairs scored at this threshold.
     *
     * @param judged    queries whose chosen VLM has a known label: the base of EM
     * @param deferred  queries on which the second router was asked
     * @param switched  those on which it won
     * @param meanCost  US dollars a query where known, or null
     * @param priced    queries whose cost is known
     * @param totalCost US dollars of those together, or null
     * @param meanLatency seconds that the chosen VLM took for a query where known, or null
     * @param timed     queries whose latency is known
     * @param calls     how often a router was asked: the first for every query, the second for deferred ones
     * @param paid      share of the queries that went to a paid VLM
     * @param share     share of the queries by VLM
     */
    public record Point(
            double tau,
            double em,
            double low,
            double high,
            int judged,
            int correct,
            int deferred,
            double deferral,
            int switched,
            long pairs,
            double accuracy,
            double precision,
            double recall,
            double f1,
            @Nullable Double meanCost,
            int priced,
            @Nullable Double totalCost,
            @Nullable Double meanLatency,
            int timed,
            long calls,
            double paid,
            Map<String, Double> share) {
        /**
         * US dollars a query as far as costs are known, over all queries: what is not known counts as nothing. Null when no
         * cost is known.
         *
         * @param queries that were replayed
         */
        public @Nullable Double spent(int queries) {
            return meanCost == null ? null : Double.valueOf(meanCost * priced / queries);
        }
    }

    /**
     * The whole.
     *
     * @param secondCalibration of the second router, where it is another one than the first's; else null
     * @param tauByVlm          thresholds of single VLMs in place of the points', or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Report(
            String dataset,
            boolean simulated,
            String split,
            String calibration,
            @Nullable String secondCalibration,
            @Nullable Map<String, Double> tauByVlm,
            Stage first,
            Stage second,
            int queries,
            int unscored,
            @Nullable Found found,
            List<Point> points,
            String dataHash) {
        /** For people. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(Messages.text(
                    simulated ? "workbench.tuned.simulated" : "workbench.tuned", dataset, split, queries, unscored));
            lines.add(Messages.text("workbench.tuned.first", first.router(), String.join(", ", first.pool())));
            lines.add(Messages.text("workbench.tuned.second", second.router(), String.join(", ", second.pool())));
            if (found != null) {
                lines.add(found.line());
                if (found.sharedEm() != null) {
                    lines.add(Messages.text("workbench.tuned.shared", found.sharedEm()));
                }
            }
            if (tauByVlm != null) {
                lines.add(Messages.text("workbench.tuned.own", words(tauByVlm)));
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "%8s %7s %16s %9s %7s %9s %9s %7s %7s %13s %12s %9s %9s",
                    "tau",
                    "EM",
                    "[95 %]",
                    "deferred",
                    "paid",
                    "accuracy",
                    "precision",
                    "recall",
                    "F1",
                    "$ per query",
                    "$ in all",
                    "s a query",
                    "calls"));
            points.forEach(point -> lines.add(line(point)));
            return lines;
        }

        private static String line(Point p) {
            return String.format(
                    Locale.ROOT,
                    "%8.6f %7.4f [%.4f, %.4f] %9.4f %7.4f %9.4f %9.4f %7.4f %7.4f %13s %12s %9s %9d",
                    p.tau(),
                    p.em(),
                    p.low(),
                    p.high(),
                    p.deferral(),
                    p.paid(),
                    p.accuracy(),
                    p.precision(),
                    p.recall(),
                    p.f1(),
                    dollars(p.meanCost()),
                    p.totalCost() == null ? "-" : String.format(Locale.ROOT, "%.5f", p.totalCost()),
                    seconds(p.meanLatency()),
                    p.calls());
        }
    }

    /**
     * Replays.
     *
     * @throws UserFacingException for an unknown split, VLM or router, one in both pools, or a router without scores
     */
    public Report run(OpenDataset open, Setting setting, String split, Thresholds thresholds) {
        RouterInfo first = library.resolve(setting.first());
        String other = setting.second();
        RouterInfo second = other == null ? first : library.resolve(other);
        PricedCascade priced = PricedCascade.of(open, setting, first, second);
        Cascade cascade = priced.cascade();
        Labels labels = open.editor().annotations().labels();
        Found found = null;
        Map<String, Double> own = setting.own();
        if (thresholds instanceof Thresholds.PerVlm) {
            ValidationQueries validation = ValidationQueries.of(List.of(first, second), open, setting.seed());
            VlmThresholds best = VlmThresholds.best(priced.table(), labels, validation.rows(), cascade);
            cascade = cascade.with(best.own());
            own = named(open, best.own());
            thresholds = new Thresholds.Given(List.of(best.tau()));
            found = found(validation, best.point().em(), best.shared().em());
        }
        Replay replay = Replay.of(priced.table(), labels, open.split(split), cascade);
        double[] taus;
        switch (thresholds) {
            case Thresholds.Given given ->
                taus = given.tau().stream().mapToDouble(Double::doubleValue).toArray();
            case Thresholds.Every e -> taus = replay.thresholds();
            case Thresholds.Plotted plotted ->
                taus = replay.curve(plotted.atMost()).tau();
            case Thresholds.Best b -> {
                ValidationQueries validation = ValidationQueries.of(List.of(first, second), open, setting.seed());
                ReplayCurve curve = Replay.of(priced.table(), labels, validation.rows(), cascade)
                        .curve();
                taus = new double[] {curve.tau()[curve.bestEm()]};
                found = found(validation, curve.em()[curve.bestEm()], null);
            }
            case Thresholds.PerVlm p -> throw new IllegalStateException("given by now");
        }
        return new Report(
                open.dataset().name(),
                open.dataset().simulated(),
                split,
                name(setting.method()),
                other == null || setting.secondMethod() == setting.method() ? null : name(setting.secondMethod()),
                own.isEmpty() ? null : own,
                stage(open, first, cascade.firstPool()),
                stage(open, second, cascade.secondPool()),
                replay.size(),
                replay.unscored(),
                found,
                Arrays.stream(taus).mapToObj(tau -> point(open, replay.at(tau))).toList(),
                open.dataset().dataHash());
    }

    private static Found found(ValidationQueries validation, double em, @Nullable Double shared) {
        return new Found(name(validation.origin()), validation.rows().size(), validation.seed(), em, shared);
    }

    /** By id, in the dataset's order. */
    static Map<String, Double> named(OpenDataset open, Map<Integer, Double> byColumn) {
        Map<String, Double> named = new LinkedHashMap<>();
        new TreeMap<>(byColumn).forEach((column, tau) -> named.put(vlm(open, column), tau));
        return named;
    }

    /** Thresholds by VLM for people. */
    public static String words(Map<String, Double> tauByVlm) {
        return tauByVlm.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    static Stage stage(OpenDataset open, RouterInfo router, int[] columns) {
        return new Stage(
                router.name(),
                router.sha256(),
                Arrays.stream(columns).mapToObj(column -> vlm(open, column)).toList());
    }

    static Point point(OpenDataset open, ReplayPoint point) {
        Map<String, Double> share = new LinkedHashMap<>();
        double paid = 0;
        for (int column = 0; column < open.table().width(); column++) {
            share.put(vlm(open, column), point.share(column));
            paid += open.dataset().vlms().get(column).pool() == Pool.PAID ? point.share(column) : 0;
        }
        return new Point(
                point.tau(),
                point.em(),
                point.interval().low(),
                point.interval().high(),
                point.judged(),
                point.correct(),
                point.deferred(),
                point.deferral(),
                point.switched(),
                point.confusion().pairs(),
                point.confusion().accuracy(),
                point.confusion().precision(),
                point.confusion().recall(),
                point.confusion().f1(),
                point.priced() == 0 ? null : point.meanCost(),
                point.priced(),
                point.priced() == 0 ? null : point.totalCost(),
                point.timed() == 0 ? null : point.meanLatency(),
                point.timed(),
                point.calls(),
                paid,
                share);
    }

    /** US dollars a query for people, or a dash where none is known. */
    static String dollars(@Nullable Double meanCost) {
        return meanCost == null ? "-" : String.format(Locale.ROOT, "%.8f", meanCost);
    }

    /** Seconds a query for people, or a dash where none is known. */
    static String seconds(@Nullable Double meanLatency) {
        return meanLatency == null ? "-" : String.format(Locale.ROOT, "%.3f", meanLatency);
    }

    static String vlm(OpenDataset open, int column) {
        return open.dataset().vlms().get(column).id();
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
