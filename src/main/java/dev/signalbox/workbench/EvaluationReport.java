package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.evaluation.frontier.OptimalChoices;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link EvaluateDataset} finds. Intervals are of 95 %: {@code low} and {@code high} are Wilson's, {@code bootstrap}
 * resamples queries, those with a picture in common together. Costs are US dollars a query over those whose cost is known.
 *
 * <p>{@code resampling.method} is {@code percentile} or {@code bca}. {@code priced} counts the queries whose chosen VLM's cost is known; Rank Score is there when all are.
 *
 * @param router  the first of the routers
 * @param routers every router that was asked for
 * @param tests   every router against the best single VLM and against the routers before it
 * @param slices  by router, against the best single VLM
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationReport(
        String dataset,
        boolean simulated,
        String split,
        int queries,
        List<VlmRow> vlms,
        @Nullable Reference bestSingle,
        @Nullable Reference cheapest,
        Reference random,
        @Nullable Reference datasetOracle,
        Reference oracle,
        Share allWrong,
        @Nullable RouterRow router,
        @Nullable List<RouterRow> routers,
        @Nullable List<TestRow> tests,
        @Nullable List<SliceTable> slices,
        Resampling resampling,
        @Nullable CalibrationReport calibration,
        String dataHash) {
    /** Ends of an interval; null in JSON where nothing is known. */
    public record Ends(double low, double high) {}

    /** One VLM; accuracy is right among labelled answers. */
    public record VlmRow(
            String id, int answered, int correct, double accuracy, double low, double high, double meanCost) {}

    /** The best single VLM, or a reference such as random choice. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reference(
            @Nullable String id,
            @Nullable String field,
            double accuracy,
            Ends bootstrap,
            double meanCost,
            int priced,
            double rankScore) {}

    /** A share of the queries. */
    public record Share(double share) {}

    /** A router: EM is the share of queries whose chosen VLM is right; the rest counts (query, VLM) pairs at 0.5. */
    public record RouterRow(
            String id,
            double em,
            double low,
            double high,
            Ends bootstrap,
            double accuracy,
            double precision,
            double recall,
            double f1,
            double meanCost,
            int priced,
            double rankScore,
            OptimalChoices.Ratios optimal,
            Map<String, Double> share,
            int judged) {}

    /**
     * Two ways of choosing on the queries on which both are judged.
     *
     * @param difference    EM of the first minus EM of the second, b - c over n
     * @param low           of the paired bootstrap
     * @param better        b, queries that only the first has right
     * @param worse         c, queries that only the second has right
     * @param standardError of the difference
     * @param p             McNemar's, exact and two-sided
     */
    public record TestRow(
            String first,
            String second,
            int queries,
            double difference,
            double low,
            double high,
            int better,
            int worse,
            double standardError,
            double p) {}

    /**
     * A router against the best single VLM by the values of a field.
     *
     * @param least slices of fewer queries are not tested
     */
    public record SliceTable(String by, String first, String second, int least, List<SliceRow> rows) {}

    /** One slice; p and adjusted (Benjamini and Hochberg over the tested slices) are null where it was not tested. */
    public record SliceRow(
            String value, int queries, double first, double second, double difference, double p, double adjusted) {}

    /** What the bootstrap drew: {@code groups} units, as many as queries when no two share a picture. */
    public record Resampling(int resamples, int groups, long seed, String method) {}

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Messages.text(
                simulated ? "workbench.evaluated.simulated" : "workbench.evaluated", dataset, split, queries));
        for (VlmRow vlm : vlms) {
            lines.add(row(vlm.id(), vlm.accuracy(), vlm.low(), vlm.high()) + cost(vlm.meanCost(), queries));
        }
        if (bestSingle != null) {
            lines.add(row(Messages.text("workbench.bestSingle", String.valueOf(bestSingle.id())), bestSingle));
        }
        if (cheapest != null) {
            lines.add(row(Messages.text("workbench.cheapest", String.valueOf(cheapest.id())), cheapest));
        }
        lines.add(row(Messages.text("workbench.random"), random));
        if (datasetOracle != null) {
            lines.add(row(
                    Messages.text("workbench.datasetOracle", String.valueOf(datasetOracle.field())), datasetOracle));
        }
        lines.add(row(Messages.text("workbench.oracle"), oracle));
        lines.add(row(Messages.text("workbench.allWrong"), allWrong.share()));
        if (routers != null) {
            routers.forEach(one -> lines(lines, one));
        }
        if (tests != null && !tests.isEmpty()) {
            lines.add(Messages.text("workbench.tests", resampling.resamples(), resampling.groups()));
            tests.forEach(test -> lines.add(Messages.text(
                    "workbench.test",
                    test.first(),
                    test.second(),
                    signed(test.difference()),
                    signed(test.low()),
                    signed(test.high()),
                    p(test.p()),
                    test.better(),
                    test.worse(),
                    test.queries())));
        }
        if (slices != null) {
            slices.forEach(table -> slices(lines, table));
        }
        if (calibration != null) {
            lines.addAll(calibration.lines());
        }
        return lines;
    }

    private void lines(List<String> lines, RouterRow router) {
        lines.add(row(
                        Messages.text("workbench.router", router.id()),
                        router.em(),
                        router.bootstrap().low(),
                        router.bootstrap().high())
                + cost(router.meanCost(), router.priced())
                + rank(router.rankScore()));
        lines.add(Messages.text(
                "workbench.optimal",
                ratio(router.optimal().selection()),
                router.optimal().solvable(),
                ratio(router.optimal().accuracy()),
                ratio(router.optimal().cost())));
        lines.add(
                Messages.text("workbench.pairs", router.accuracy(), router.precision(), router.recall(), router.f1()));
        router.share().forEach((vlm, share) -> lines.add(row(Messages.text("workbench.share", vlm), share)));
    }

    private static void slices(List<String> lines, SliceTable table) {
        lines.add(Messages.text("workbench.slices", table.first(), table.second(), table.by()));
        for (SliceRow slice : table.rows()) {
            lines.add(String.format(
                    "  %-40s %6d  %.4f  %.4f  %s  %s",
                    slice.value().isEmpty() ? Messages.text("evaluate.slice.without") : slice.value(),
                    slice.queries(),
                    slice.first(),
                    slice.second(),
                    signed(slice.difference()),
                    slice.queries() < table.least()
                            ? Messages.text("workbench.slice.small", table.least())
                            : Messages.text("workbench.slice.p", p(slice.p()), p(slice.adjusted()))));
        }
    }

    private static String p(double p) {
        return Double.isNaN(p) ? "-" : p < 1e-4 ? String.format("%.1e", p) : String.format("%.4f", p);
    }

    private static String signed(double difference) {
        return String.format("%+.4f", difference);
    }

    private String cost(double dollars, int priced) {
        return Double.isNaN(dollars)
                ? ""
                : "  "
                        + (priced < queries
                                ? Messages.text("workbench.cost.part", TuneDataset.dollars(dollars), priced, queries)
                                : Messages.text("workbench.cost", TuneDataset.dollars(dollars)));
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? "-" : String.format("%.4f", value);
    }

    private static String rank(double score) {
        return Double.isNaN(score) ? "" : "  " + Messages.text("workbench.rank", score);
    }

    private String row(String name, Reference reference) {
        return row(
                        name,
                        reference.accuracy(),
                        reference.bootstrap().low(),
                        reference.bootstrap().high())
                + cost(reference.meanCost(), reference.priced())
                + rank(reference.rankScore());
    }

    private static String row(String name, double rate) {
        return String.format("%-42s %.4f", name, rate);
    }

    private static String row(String name, double rate, double low, double high) {
        return String.format("%-42s %.4f  [%.4f, %.4f]", name, rate, low, high);
    }
}
