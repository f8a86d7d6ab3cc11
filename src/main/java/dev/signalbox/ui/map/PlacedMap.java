package dev.signalbox.ui.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.Projection;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.store.ProjectionStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A stored map with what its options say. A place is a point's number on the map, an ordinal its query's in the dataset.
 *
 * @param points     ordinals ascending, and coordinates
 * @param placedBy   {@code tsne} or {@code pca}: how it was really done; PCA also stands in for t-SNE of very few queries
 * @param total      queries that there were; more than the points when a sample was placed
 * @param perplexity NaN for PCA and where the options do not say
 * @param divergence Kullback-Leibler divergence in nats, NaN for PCA
 * @param explained  share of variance in both axes for PCA, NaN for t-SNE
 * @param recall     share of each query's 10 nearest that are among its 10 nearest points, NaN where not measured
 * @param trustworthiness for 10 neighbours, NaN where not measured
 * @param current    false when the dataset or the scores have changed since
 */
record PlacedMap(
        ProjectionStore.Points points,
        String placedBy,
        int total,
        double perplexity,
        double divergence,
        double explained,
        double recall,
        double trustworthiness,
        boolean current) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the options; what they do not say is unknown. */
    static PlacedMap of(ProjectionStore.Points points, @Nullable ScoreSet scored) {
        Projection projection = points.projection();
        JsonNode options = options(projection);
        boolean current = scored != null
                && options.path("routerHash").asText().equals(scored.routerHash())
                && options.path("dataHash").asText().equals(scored.dataHash());
        return new PlacedMap(
                points,
                options.path("placedBy").asText(projection.method()),
                Math.max(options.path("total").asInt(), projection.rows()),
                number(options.path("perplexity")),
                options.has("kl")
                        ? number(options.path("kl"))
                        : number(options.path("divergence")) * Math.log(2), // bits in older maps
                number(options.path("explained")),
                number(options.path("recall")),
                number(options.path("trustworthiness")),
                current);
    }

    /** A map that is still moving, of all queries. */
    static PlacedMap inTheMaking(ScoreSet scored, MapOptions options, float[] xy) {
        int n = xy.length / 2;
        Projection projection = new Projection(
                0, scored.dataset(), scored.router(), "tsne", options.seed(), "{}", "", n, Instant.now());
        return new PlacedMap(
                new ProjectionStore.Points(projection, IntStream.range(0, n).toArray(), xy),
                "tsne",
                n,
                options.perplexity(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                true);
    }

    private static JsonNode options(Projection projection) {
        try {
            return JSON.readTree(projection.options());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The options of map " + projection.id() + " are no JSON", e);
        }
    }

    /** Numbers that are not finite are kept as texts such as “NaN”. */
    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    /** True of a map in the making: it is not stored yet, and what lies over its points would be out of date at once. */
    boolean moving() {
        return points.projection().id() == 0;
    }

    int size() {
        return points.ordinals().length;
    }

    boolean sampled() {
        return size() < total;
    }

    int ordinal(int place) {
        return points.ordinals()[place];
    }

    /** The place of a query, or -1 when it is not on the map. */
    int place(int ordinal) {
        return Math.max(-1, Arrays.binarySearch(points.ordinals(), ordinal));
    }

    float[] x() {
        return axis(0);
    }

    float[] y() {
        return axis(1);
    }

    private float[] axis(int offset) {
        float[] axis = new float[size()];
        for (int place = 0; place < axis.length; place++) {
            axis[place] = points.xy()[2 * place + offset];
        }
        return axis;
    }

    /** The ordinals of places. */
    BitSet ordinals(int[] places) {
        BitSet ordinals = new BitSet(total);
        for (int place : places) {
            ordinals.set(ordinal(place));
        }
        return ordinals;
    }
}
