package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.evaluation.CalibrationMethod;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scenario;
import dev.signalbox.text.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cascade put together stage by stage, as a scenario keeps it; calibrations and prices are in its metrics.
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

    /**
     * The stages' routers.
     *
     * @param known the workspace's
     * @throws UserFacingException when one of them is gone
     */
    public List<RouterInfo> routers(Scenario scenario, List<RouterInfo> known) {
        return stages.stream()
                .map(stage -> known.stream()
                        .filter(router -> router.id() == stage.router)
                        .findFirst()
                        .orElseThrow(() -> new UserFacingException("report.scenario.router", scenario.name())))
                .toList();
    }

    /** What to replay; routers by their names. */
    List<TuneStages.Asked> asked(Scenario scenario, List<RouterInfo> known) {
        Map<Long, CalibrationMethod> methods = ScenarioMetrics.methods(scenario);
        List<RouterInfo> routers = routers(scenario, known);
        List<TuneStages.Asked> asked = new ArrayList<>();
        for (int s = 0; s < routers.size(); s++) {
            RouterInfo router = routers.get(s);
            asked.add(new TuneStages.Asked(
                    router.name(), stages.get(s).vlms(), methods.getOrDefault(router.id(), CalibrationMethod.NONE)));
        }
        return asked;
    }
}
