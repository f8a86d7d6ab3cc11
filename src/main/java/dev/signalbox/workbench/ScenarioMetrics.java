package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.CascadePoint;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.evaluation.pricing.Terms;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Pool;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario gave when it was saved, with all that is needed to repeat it. Rates are 0..1.
 *
 * @param firstHash    the first router's checkpoint, SHA-256
 * @param secondHash   the second router's, or null for one router alone
 * @param dataHash     the dataset as imported
 * @param corrections  labels that people had corrected by then
 * @param split        the split, or {@code all}
 * @param filter       the filter that the rows had to pass beside the split, or null for no such restriction
 * @param queries      queries replayed
 * @param judged       those whose chosen VLM has a known label: the base of EM
 * @param low          of the 95 % interval of EM (Wilson), as is {@code high}
 * @param meanCost     US dollars a query where the cost is known, or null where none is
 * @param priced       queries whose cost is known
 * @param share        share of the queries by VLM
 * @param calibrated   how a router's confidences were calibrated, by its number; null when none was
 * @param whatIf       changed terms by VLM, or null when pool and prices were as imported
 * @param own          thresholds of single VLMs in place of the common one, by VLM, or null
 * @param advice       what advised its threshold, or null when a person chose it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScenarioMetrics(
        String firstHash,
        @Nullable String secondHash,
        String dataHash,
        int corrections,
        boolean simulated,
        String split,
        @Nullable String filter,
        int queries,
        int judged,
        double em,
        double low,
        double high,
        double accuracy,
        double precision,
        double recall,
        double f1,
        double deferral,
        double paid,
        @Nullable Double meanCost,
        int priced,
        Map<String, Double> share,
        @Nullable Map<Long, CalibrationMethod> calibrated,
        @Nullable Map<String, Terms> whatIf,
        @Nullable Map<String, Double> own,
        @Nullable AdviceStamp advice) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Describes a point of a replay.
     *
     * @param filter     null when the rows are the whole split
     * @param calibrated how routers are calibrated, by their numbers; empty for none
     */
    public static ScenarioMetrics of(
            Dataset dataset,
            RouterInfo first,
            @Nullable RouterInfo second,
            String split,
            @Nullable String filter,
            int corrections,
            Map<Long, CalibrationMethod> calibrated,
            CascadePoint point) {
        Map<String, Double> share = new LinkedHashMap<>();
        double paid = 0;
        for (int k = 0; k < dataset.vlms().size(); k++) {
            if (point.chosen()[k] > 0) {
                share.put(dataset.vlms().get(k).id(), point.share(k));
            }
            paid += dataset.vlms().get(k).pool() == Pool.PAID ? point.share(k) : 0;
        }
        return new ScenarioMetrics(
                first.sha256(),
                second == null ? null : second.sha256(),
                dataset.dataHash(),
                corrections,
                dataset.simulated(),
                split,
                filter,
                point.queries(),
                point.judged(),
                point.em(),
                point.interval().low(),
                point.interval().high(),
                point.confusion().accuracy(),
                point.confusion().precision(),
                point.confusion().recall(),
                point.confusion().f1(),
                point.deferral(),
                paid,
                point.priced() == 0 ? null : point.meanCost(),
                point.priced(),
                share,
                calibrated.isEmpty() ? null : calibrated,
                null,
                null,
                null);
    }

    /** These figures as those of a what-if. */
    public ScenarioMetrics of(PoolTerms terms, Dataset dataset) {
        if (terms.asImported()) {
            return this;
        }
        Map<String, Terms> named = new LinkedHashMap<>();
        terms.byColumn()
                .forEach((column, t) -> named.put(dataset.vlms().get(column).id(), t));
        return with(named, own, advice);
    }

    /** These figures with thresholds of single VLMs, by column. */
    public ScenarioMetrics own(Map<Integer, Double> byColumn, Dataset dataset) {
        Map<String, Double> named = new LinkedHashMap<>();
        new TreeMap<>(byColumn)
                .forEach((column, tau) -> named.put(dataset.vlms().get(column).id(), tau));
        return named.isEmpty() ? this : with(whatIf, named, advice);
    }

    /** Thresholds of single VLMs that the dataset still has, by id. */
    public Map<String, Double> own(Dataset dataset) {
        Map<String, Double> known = new LinkedHashMap<>();
        if (own != null) {
            own.forEach((vlm, tau) -> {
                if (dataset.column(vlm) >= 0 && tau >= 0 && tau <= 1) {
                    known.put(vlm, tau);
                }
            });
        }
        return known;
    }

    /** The same, advised. */
    public ScenarioMetrics advised(@Nullable AdviceStamp stamp) {
        return with(whatIf, own, stamp);
    }

    private ScenarioMetrics with(
            @Nullable Map<String, Terms> terms, @Nullable Map<String, Double> thresholds, @Nullable AdviceStamp stamp) {
        return new ScenarioMetrics(
                firstHash,
                secondHash,
                dataHash,
                corrections,
                simulated,
                split,
                filter,
                queries,
                judged,
                em,
                low,
                high,
                accuracy,
                precision,
                recall,
                f1,
                deferral,
                paid,
                meanCost,
                priced,
                share,
                calibrated,
                terms,
                thresholds,
                stamp);
    }

    /** The what-if on a dataset's columns; VLMs that it no longer has are left out. */
    public PoolTerms terms(Dataset dataset) {
        PoolTerms terms = PoolTerms.AS_IMPORTED;
        if (whatIf != null) {
            for (Map.Entry<String, Terms> entry : whatIf.entrySet()) {
                int column = dataset.column(entry.getKey());
                terms = column < 0 ? terms : terms.with(column, entry.getValue());
            }
        }
        return terms;
    }

    /** How a scenario's routers were calibrated when it was saved, by their numbers. */
    public static Map<Long, CalibrationMethod> methods(Scenario scenario) {
        return read(scenario.metrics())
                .map(ScenarioMetrics::calibrated)
                .map(Map::copyOf)
                .orElse(Map.of());
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads what {@link #json} wrote; empty for anything else, such as a scenario of another program. */
    public static Optional<ScenarioMetrics> read(String json) {
        try {
            ScenarioMetrics metrics = JSON.readValue(json, ScenarioMetrics.class);
            return metrics.firstHash() == null || metrics.split() == null || metrics.dataHash() == null
                    ? Optional.empty()
                    : Optional.of(metrics);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
