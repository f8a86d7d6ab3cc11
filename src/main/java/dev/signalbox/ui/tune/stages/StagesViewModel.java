package dev.signalbox.ui.tune.stages;

import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.evaluation.StagedCascade;
import dev.signalbox.evaluation.StagedPoint;
import dev.signalbox.evaluation.StagedReplay;
import dev.signalbox.evaluation.StagedSearch;
import dev.signalbox.evaluation.Ties;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.model.Scores;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.tune.Calibrations;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.ui.tune.TuneViewModel;
import dev.signalbox.workbench.CalibrationBench;
import dev.signalbox.workbench.FoundStages;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.SavedStages;
import dev.signalbox.workbench.ScenarioMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** A cascade of stages on the queries of the study in hand, replayed exactly while thresholds move. */
final class StagesViewModel {
    private final TuneViewModel tune;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final BooleanProperty front = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Setup> setup = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable FoundStages> found = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
    private @Nullable Study last;
    /** Stages that were saved, while the study of their queries is awaited. */
    private @Nullable Setup opening;
    /** What they were saved as; empty for stages that were not. */
    private String name = "";

    /** What a setup gives on a study's queries. */
    record Outcome(Study study, Setup setup, StagedReplay replay, StagedPoint point) {}

    private record Asked(OpenDataset open, CalibrationBench bench, Study study, List<CalibrationMethod> methods) {
        StagedCascade cascade(Calibrations calibrations, Setup setup) {
            List<StagedCascade.Stage> stages = new ArrayList<>();
            for (int s = 0; s < setup.stages(); s++) {
                RouterInfo router = setup.routers().get(s);
                Scores scores = calibrations.replayed(open, bench, router, study.labels(), methods.get(s));
                if (scores == null) {
                    throw new UserFacingException(
                            "router.unscored", router.name(), open.dataset().name());
                }
                stages.add(new StagedCascade.Stage(scores, setup.pool(s)));
            }
            return new StagedCascade(stages, Ties.COST_THEN_INDEX);
        }
    }

    /** @param failed is told why a search could not be made */
    StagesViewModel(TuneViewModel tune, DatasetDesk desk, Jobs jobs, Consumer<Throwable> failed) {
        this.tune = tune;
        this.desk = desk;
        this.jobs = jobs;
        this.latest = new Latest(jobs, Lane.CPU);
        this.failed = failed;
        desk.open().addListener((property, old, now) -> opening = null);
        tune.study().addListener((property, old, now) -> studied());
        front.addListener((property, old, now) -> studied());
        setup.addListener((property, old, now) -> {
            if (found.get() != null && now != null && old != null && !now.sameStages(old)) {
                found.set(null); // it was found for other stages
            }
            replay();
        });
    }

    /** Set by the page: what nobody sees is not computed. */
    BooleanProperty front() {
        return front;
    }

    /** Null until there is a study. */
    ObjectProperty<@Nullable Setup> setup() {
        return setup;
    }

    ObservableList<RouterInfo> routers() {
        return tune.routers();
    }

    ReadOnlyObjectProperty<@Nullable Study> study() {
        return tune.study();
    }

    ReadOnlyObjectProperty<@Nullable Outcome> outcome() {
        return outcome.getReadOnlyProperty();
    }

    /** What the last search gave on validation queries; null when there was none. */
    ReadOnlyObjectProperty<@Nullable FoundStages> found() {
        return found.getReadOnlyProperty();
    }

    /** Why there is no outcome; null when there is one or it is awaited. */
    ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty searching() {
        return searching.getReadOnlyProperty();
    }

    /** Begins anew with the cascade of the other pages, unless its pool is the same as before. */
    private void studied() {
        Study study = tune.study().get();
        RouterInfo first = tune.first().get();
        if (study == null || first == null || !front.get()) {
            return;
        }
        RouterInfo second = tune.second().get();
        Setup here = setup.get();
        boolean fits = here != null
                && last != null
                && last.table().dataset().id() == study.table().dataset().id()
                && Arrays.equals(last.pool(), study.pool());
        last = study;
        Setup saved = opening;
        if (saved != null) {
            opening = null;
            found.set(null);
            if (saved.equals(here)) {
                replay();
            } else {
                setup.set(saved);
            }
        } else if (fits) {
            replay();
        } else {
            found.set(null);
            name = "";
            setup.set(Setup.of(
                    study, first, second == null ? first : second, tune.tau().get()));
        }
    }

    /** Takes up stages that were saved, on their queries, with their calibrations, pool and prices. */
    void open(Scenario scenario) {
        OpenDataset open = desk.open().get();
        if (open == null) {
            return;
        }
        try {
            opening = Setup.of(scenario, open.dataset(), tune.routers());
        } catch (UserFacingException e) {
            failed.accept(e);
            return;
        }
        name = scenario.name();
        tune.surround(scenario);
    }

    private @Nullable Asked asked(@Nullable Setup wanted) {
        OpenDataset open = desk.open().get();
        CalibrationBench bench = tune.calibrations().bench();
        Study study = tune.study().get();
        if (open == null || bench == null || study == null || wanted == null) {
            return null;
        }
        List<CalibrationMethod> methods =
                wanted.routers().stream().map(tune.calibrations()::of).toList();
        return new Asked(open, bench, study, methods);
    }

    private void replay() {
        Setup wanted = setup.get();
        Asked asked = asked(wanted);
        if (asked == null || wanted == null || !front.get()) {
            return;
        }
        Outcome older = outcome.get();
        double[] tau = wanted.tau().stream().mapToDouble(Double::doubleValue).toArray();
        latest.submit(
                "stages",
                progress -> {
                    StagedReplay replay = older != null
                                    && older.study() == asked.study()
                                    && older.setup().sameStages(wanted)
                            ? older.replay()
                            : StagedReplay.of(
                                    asked.study().table(),
                                    asked.study().labels(),
                                    asked.study().rows(),
                                    asked.cascade(tune.calibrations(), wanted));
                    return new Outcome(asked.study(), wanted, replay, replay.at(tau));
                },
                made -> {
                    problem.set(null);
                    outcome.set(made);
                },
                cause -> {
                    outcome.set(null);
                    problem.set(cause);
                });
    }

    /**
     * Keeps the stages in hand with their figures, by name among the saved settings; one of the same name is replaced.
     */
    void save(String name) {
        OpenDataset open = desk.open().get();
        Outcome here = outcome.get();
        if (open == null || here == null || name.isBlank()) {
            return;
        }
        Setup now = here.setup();
        List<RouterInfo> routers = now.routers();
        List<SavedStages.Stage> stages = new ArrayList<>();
        for (int s = 0; s < now.stages(); s++) {
            List<String> vlms = Arrays.stream(now.pool(s))
                    .mapToObj(column -> open.dataset().vlms().get(column).id())
                    .toList();
            if (vlms.isEmpty()) {
                failed.accept(new UserFacingException("stages.save.empty", s + 1));
                return;
            }
            stages.add(new SavedStages.Stage(routers.get(s).id(), vlms));
        }
        String split = tune.split().get();
        Scenario scenario = new Scenario(
                0,
                open.dataset().id(),
                name.strip(),
                routers.getFirst().id(),
                routers.size() < 2 ? null : routers.getLast().id(),
                now.tau().isEmpty() ? 0 : now.tau().getFirst(),
                split.equals(OpenDataset.ALL) ? null : split,
                new SavedStages(stages, now.tau()).json(),
                ScenarioMetrics.of(
                                open.dataset(),
                                routers.getFirst(),
                                routers.size() < 2 ? null : routers.getLast(),
                                split,
                                tune.selectionOnly().get() ? desk.filter().text() : null,
                                here.study().labels().corrections(),
                                tune.calibrations().of(routers),
                                here.point())
                        .of(here.study().terms(), open.dataset())
                        .json(),
                Instant.EPOCH);
        jobs.<Scenario>submitQuiet(
                        Lane.IO,
                        "stages.save",
                        progress -> open.workspace().scenarios().save(scenario))
                .onDone(saved -> {
                    this.name = saved.name();
                    tune.reload();
                })
                .onFailed(failed);
    }

    /** What the stages in hand were saved as; empty for those that were not. */
    String suggestedName() {
        return name;
    }

    /** True when a saved setting has that name. */
    boolean known(String name) {
        return tune.scenarios().stream().anyMatch(scenario -> scenario.name().equals(name.strip()));
    }

    /** Looks for the best thresholds on validation queries and takes them up. */
    void search(StagedSearch.Goal goal) {
        Setup wanted = setup.get();
        Asked asked = asked(wanted);
        if (asked == null || wanted == null || wanted.stages() < 2) {
            return;
        }
        searching.set(true);
        latest.submit(
                "stages.search",
                progress -> FoundStages.search(
                        asked.open(),
                        wanted.routers(),
                        asked.study().table(),
                        asked.study().labels(),
                        asked.cascade(tune.calibrations(), wanted),
                        goal,
                        Calibrations.SEED),
                made -> {
                    searching.set(false);
                    StagedPoint best = made.point();
                    Setup now = setup.get();
                    if (now != null && now.sameStages(wanted)) {
                        found.set(made);
                        if (best != null) {
                            setup.set(now.withTau(best.tau()));
                        }
                    }
                },
                cause -> {
                    searching.set(false);
                    failed.accept(cause);
                });
    }
}
