package dev.signalbox.ui.tune.stages;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.workbench.SavedStages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cascade of stages as it is put together. Immutable.
 *
 * @param routers the router of each stage
 * @param stageOf the stage of each VLM by the dataset's column, from 0; those that are not there are in none
 * @param tau     a threshold after every stage but the last, 0..1
 */
record Setup(List<RouterInfo> routers, Map<Integer, Integer> stageOf, List<Double> tau) {
    static final int MOST = 5;

    Setup {
        routers = List.copyOf(routers);
        stageOf = Collections.unmodifiableMap(new TreeMap<>(stageOf));
        tau = List.copyOf(tau);
    }

    /** The study's cascade as two stages, or one where it has no second pool. */
    static Setup of(Study study, RouterInfo first, RouterInfo second, double tau) {
        Map<Integer, Integer> stageOf = new TreeMap<>();
        for (int column : study.cascade().firstPool()) {
            stageOf.put(column, 0);
        }
        for (int column : study.cascade().secondPool()) {
            stageOf.put(column, 1);
        }
        return study.single()
                ? new Setup(List.of(first), stageOf, List.of())
                : new Setup(List.of(first, second), stageOf, List.of(tau));
    }

    /**
     * Stages that were saved.
     *
     * @param known the workspace's routers
     * @throws UserFacingException when a router or a VLM is gone, or they cannot be read
     */
    static Setup of(Scenario scenario, Dataset dataset, List<RouterInfo> known) {
        SavedStages saved =
                SavedStages.of(scenario).orElseThrow(() -> new UserFacingException("scenario.stages", scenario.name()));
        Map<Integer, Integer> stageOf = new TreeMap<>();
        for (int s = 0; s < saved.stages().size(); s++) {
            for (String vlm : saved.stages().get(s).vlms()) {
                int column = dataset.column(vlm);
                if (column < 0) {
                    throw new UserFacingException("scenario.vlm", scenario.name(), vlm);
                }
                if (stageOf.put(column, s) != null) {
                    throw new UserFacingException("scenario.stages", scenario.name());
                }
            }
        }
        return new Setup(saved.routers(scenario, known), stageOf, saved.tau());
    }

    int stages() {
        return routers.size();
    }

    /** The VLMs of a stage, ascending. */
    int[] pool(int stage) {
        return stageOf.entrySet().stream()
                .filter(entry -> entry.getValue() == stage)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    Setup withRouter(int stage, RouterInfo router) {
        List<RouterInfo> changed = new ArrayList<>(routers);
        changed.set(stage, router);
        return new Setup(changed, stageOf, tau);
    }

    /** Puts a VLM into a stage; under 0 into none. */
    Setup withVlm(int column, int stage) {
        Map<Integer, Integer> changed = new TreeMap<>(stageOf);
        if (stage < 0) {
            changed.remove(column);
        } else {
            changed.put(column, stage);
        }
        return new Setup(routers, changed, tau);
    }

    Setup withTau(int stage, double value) {
        List<Double> changed = new ArrayList<>(tau);
        changed.set(stage, value);
        return new Setup(routers, stageOf, changed);
    }

    Setup withTau(double[] values) {
        List<Double> changed = new ArrayList<>();
        for (double value : values) {
            changed.add(value);
        }
        return new Setup(routers, stageOf, changed);
    }

    /** One more stage after the last: the same router, no VLM yet. */
    Setup longer() {
        List<RouterInfo> more = new ArrayList<>(routers);
        more.add(routers.getLast());
        List<Double> taus = new ArrayList<>(tau);
        taus.add(0.5);
        return new Setup(more, stageOf, taus);
    }

    /** Without the last stage, whose VLMs go to the one before. */
    Setup shorter() {
        int last = stages() - 1;
        Map<Integer, Integer> changed = new TreeMap<>(stageOf);
        changed.replaceAll((column, stage) -> Math.min(stage, last - 1));
        return new Setup(routers.subList(0, last), changed, tau.subList(0, last - 1));
    }

    /** Whether another threshold is all that differs. */
    boolean sameStages(Setup other) {
        return routers.equals(other.routers) && stageOf.equals(other.stageOf);
    }
}
