package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.ScenarioMetrics;
import java.time.Instant;
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
                        model.calibrations().of(first, second),
                        point)
                .of(study.terms(), open.dataset())
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

    /** Pool and prices of a saved setting; as imported where it says none. */
    static PoolTerms terms(@Nullable OpenDataset open, Scenario scenario) {
        return open == null
                ? PoolTerms.AS_IMPORTED
                : ScenarioMetrics.read(scenario.metrics())
                        .map(metrics -> metrics.terms(open.dataset()))
                        .orElse(PoolTerms.AS_IMPORTED);
    }
}
