package dev.signalbox.evaluation.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.evaluation.Outcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Regret and its anatomy against figures of other code, for 300 queries with many ties. */
class RegretFixtureTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("signalbox.home", "."), "..", "shared", "fixtures", "metrics");

    @Test
    void regret() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "The shared metric fixtures are not here");
        JsonNode data = json("data.json");
        int n = data.get("N").asInt();
        int width = data.get("K").asInt();
        byte[][] labels = new byte[n][width];
        double[][] costs = new double[n][width];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < width; k++) {
                labels[i][k] = (byte) data.get("Y").get(i).get(k).asInt();
                costs[i][k] = data.get("C").get(i).get(k).asDouble();
            }
        }
        Outcomes outcomes = Pools.of(labels, costs);
        JsonNode expected = json("expected.json");
        for (String router : new String[] {"router1", "router2"}) {
            JsonNode choices =
                    expected.get("rank_score").get(router + "_first_index").get("choices");
            int[] chosen = new int[n];
            for (int i = 0; i < n; i++) {
                chosen[i] = choices.get(i).asInt();
            }
            judge(Regret.of(outcomes, chosen), expected.get("regret").get(router));
        }
    }

    private static void judge(Regret regret, JsonNode figures) {
        near(regret.quality(), figures.get("quality_regret"));
        for (String lambda : new String[] {"0.05", "0.2", "0.5", "1"}) {
            near(regret.utility(Double.parseDouble(lambda)), figures.get("utility_regret_lambda_" + lambda));
        }
        JsonNode anatomy = figures.get("anatomy");
        same(regret.count(Regret.Part.UNSOLVABLE), anatomy.get("unsolvable"));
        same(regret.count(Regret.Part.FREE_WIN), anatomy.get("all_right"));
        same(regret.count(Regret.Part.CHEAPEST), anatomy.get("right_cheapest_correct_not_all_right"));
        same(regret.count(Regret.Part.OVERPAID), anatomy.get("right_overpaid_not_all_right"));
        same(regret.count(Regret.Part.MISSED), anatomy.get("solvable_but_wrong"));
        near(regret.meanExcess(), anatomy.get("mean_excess_cost_when_right_overpaid"));
        JsonNode levels = figures.get("accuracy_by_number_of_right_models");
        assertThat(regret.levels()).hasSize(levels.size());
        for (int at = 0; at < levels.size(); at++) {
            same(regret.levels().get(at).right(), levels.get(at).get(0));
            same(regret.levels().get(at).queries(), levels.get(at).get(1));
            near(regret.levels().get(at).accuracy(), levels.get(at).get(2));
        }
    }

    private static void same(int actual, JsonNode expected) {
        assertThat(actual).isEqualTo(expected.asInt());
    }

    private static void near(double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.asDouble(), within(1e-10));
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
    }
}
