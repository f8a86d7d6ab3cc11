package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.evaluation.StagedPoint;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Pool;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cascade put together stage by stage, as a scenario keeps it: at imported prices, with the routers' own confidences.
 *
 * @param tau a threshold after every stage but the last
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SavedStages(List<Stage> stages, List<Double> tau) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One stage.
     *
     * @param router its number
     * @param vlms   ids
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Stage(long router, List<String> vlms) {
        public Stage {
            vlms = List.copyOf(vlms);
        }
    }

    public SavedStages {
        stages = List.copyOf(stages);
        tau = List.copyOf(tau);
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those of a scenario; empty for one of one or two routers. */
    public static Optional<SavedStages> of(Scenario scenario) {
        String json = scenario.stages();
        if (json == null) {
            return Optional.empty();
        }
        try {
            SavedStages saved = JSON.readValue(json, SavedStages.class);
            if (saved.stages.isEmpty() || saved.tau.size() != saved.stages.size() - 1) {
                throw new UserFacingException("scenario.stages", scenario.name());
            }
            return Optional.of(saved);
        } catch (JsonProcessingException e) {
            throw new UserFacingException("scenario.stages", e, scenario.name());
        }
    }

    /** What to replay; routers by their names. */
    List<TuneStages.Asked> asked(String scenario, List<RouterInfo> routers) {
        List<TuneStages.Asked> asked = new ArrayList<>();
        for (Stage stage : stages) {
            RouterInfo router = routers.stream()
                    .filter(known -> known.id() == stage.router)
                    .findFirst()
                    .orElseThrow(() -> new UserFacingException("report.scenario.router", scenario));
            asked.add(new TuneStages.Asked(router.name(), stage.vlms));
        }
        return asked;
    }

    /**
     * What they give, as scenarios keep it.
     *
     * @param routers of the stages
     * @param filter  null when the rows are the whole split
     */
    public static ScenarioMetrics metrics(
            Dataset dataset,
            List<RouterInfo> routers,
            String split,
            @Nullable String filter,
            int corrections,
            StagedPoint point) {
        Map<String, Double> share = new LinkedHashMap<>();
        double paid = 0;
        for (int k = 0; k < dataset.vlms().size(); k++) {
            double part = point.queries() == 0 ? 0 : (double) point.chosen()[k] / point.queries();
            if (part > 0) {
                share.put(dataset.vlms().get(k).id(), part);
            }
            paid += dataset.vlms().get(k).pool() == Pool.PAID ? part : 0;
        }
        return new ScenarioMetrics(
                routers.getFirst().sha256(),
                routers.size() < 2 ? null : routers.getLast().sha256(),
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
                routers.size() < 2 ? 0 : point.reach(1),
                paid,
                point.priced() == 0 ? null : point.meanCost(),
                point.priced(),
                share,
                null,
                null,
                null,
                null);
    }
}
