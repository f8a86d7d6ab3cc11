package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ScenarioMetrics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The setting in hand as it is saved, and what a saved one holds beside routers and threshold. */
final class SavedSetting {
    private SavedSetting() {}

    /** @param filter that the queries had to pass beside the split; null for none */
    static Scenario of(
            TuneViewModel model,
            OpenDataset open,
            Study study,
            ReplayPoint point,
            RouterInfo first,
            @Nullable String filter,
            String name) {
        RouterInfo second = model.second().get();
        String split = model.split().get();
        ScenarioMetrics metrics = ScenarioMetrics.of(
                        open.dataset(),
                        first,
                        second,
                        split,
                        filter,
                        study.labels().corrections(),
                        model.calibrations().of(second == null ? List.of(first) : List.of(first, second)),
                        point)
                .of(study.terms(), open.dataset())
                .own(study.cascade().own(), open.dataset())
                .advised(model.advice().get());
        return new Scenario(
                0,
                open.dataset().id(),
                name.strip(),
                first.id(),
                second == null ? null : second.id(),
                model.tau().get(),
                split.equals(OpenDataset.ALL) ? null : split,
                metrics.json(),
                Instant.EPOCH);
    }

    /** By column, the thresholds of single VLMs of a saved setting. */
    static Map<Integer, Double> own(@Nullable OpenDataset open, Scenario scenario) {
        Map<Integer, Double> own = new HashMap<>();
        if (open != null) {
            ScenarioMetrics.read(scenario.metrics())
                    .ifPresent(metrics -> metrics.own(open.dataset())
                            .forEach((vlm, tau) -> own.put(open.dataset().column(vlm), tau)));
        }
        return Map.copyOf(own);
    }

    /** Pool and prices of a saved setting; as imported where it says none. */
    static PoolTerms terms(@Nullable OpenDataset open, Scenario scenario) {
        return open == null
                ? PoolTerms.AS_IMPORTED
                : ScenarioMetrics.read(scenario.metrics())
                        .map(metrics -> metrics.terms(open.dataset()))
                        .orElse(PoolTerms.AS_IMPORTED);
    }
}
