package dev.signalbox.ui.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.model.Projection;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.projection.MapOptions;
import dev.signalbox.store.ProjectionStore;
import dev.signalbox.workbench.MapSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored map with what its options say. A place is a point's number on the map, an ordinal its query's in the dataset.
 * On a map of pairs a query has a place for every VLM, one after the other.
 *
 * @param points     ordinals ascending, and coordinates
 * @param vlms       the pool in the order of a query's places; empty when a point is a query
 * @param placedBy   {@code tsne} or {@code pca}: how it was really done; PCA also stands in for t-SNE of very few queries
 * @param total      queries that there were; more than those on the map when a sample was placed
 * @param perplexity NaN for PCA and where the options do not say
 * @param divergence Kullback-Leibler divergence in nats, NaN for PCA
 * @param explained  share of variance in both axes for PCA, NaN for t-SNE
 * @param recall     share of each query's 10 nearest that are among its 10 nearest points, NaN where not measured
 * @param trustworthiness for 10 neighbours, NaN where not measured
 * @param current    false when the dataset or the scores have changed since
 */
record PlacedMap(
        ProjectionStore.Points points,
        List<String> vlms,
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
                vlms(options),
                options.path("placedBy").asText(projection.method()),
                options.has("total") ? options.path("total").asInt() : projection.rows(),
                number(options.path("perplexity")),
                options.has("kl")
                        ? number(options.path("kl"))
                        : number(options.path("divergence")) * Math.log(2), // bits in older maps
                number(options.path("explained")),
                number(options.path("recall")),
                number(options.path("trustworthiness")),
                current);
    }

    private static List<String> vlms(JsonNode options) {
        List<String> vlms = new ArrayList<>();
        options.path("vlms").forEach(vlm -> vlms.add(vlm.asText()));
        return List.copyOf(vlms);
    }

    /** What the points of a stored map are. */
    static MapSubject.Kind kind(Projection projection) {
        return vlms(options(projection)).isEmpty() ? MapSubject.Kind.QUERIES : MapSubject.Kind.PAIRS;
    }

    /** A map that is still moving. */
    static PlacedMap inTheMaking(ScoreSet scored, MapSubject subject, MapOptions options, float[] xy) {
        int n = xy.length / 2;
        List<String> vlms = subject.ofPairs() ? scored.vlms() : List.of();
        Projection projection = new Projection(
                0, scored.dataset(), scored.router(), "tsne", options.seed(), "{}", "", n, Instant.now());
        return new PlacedMap(
                new ProjectionStore.Points(
                        projection, subject.ordinals(scored.total(), vlms.size(), options.seed()), xy),
                vlms,
                "tsne",
                scored.total(),
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

    /** The same points elsewhere. */
    PlacedMap at(float[] xy) {
        return new PlacedMap(
                new ProjectionStore.Points(points.projection(), points.ordinals(), xy),
                vlms,
                placedBy,
                total,
                perplexity,
                divergence,
                explained,
                recall,
                trustworthiness,
                current);
    }

    /** How many queries are on the map. */
    int queries() {
        return size() / perQuery();
    }

    /** Places of each query. */
    int perQuery() {
        return Math.max(1, vlms.size());
    }

    boolean ofPairs() {
        return !vlms.isEmpty();
    }

    /** The VLM of a place on a map of pairs, as an index into {@link #vlms}. */
    int vlm(int place) {
        return place % perQuery();
    }

    /** The VLM of every place. */
    int[] kinds() {
        int[] kinds = new int[size()];
        Arrays.setAll(kinds, this::vlm);
        return kinds;
    }

    boolean sampled() {
        return queries() < total;
    }

    int ordinal(int place) {
        return points.ordinals()[place];
    }

    /** The first place of a query, or -1 when it is not on the map. */
    int place(int ordinal) {
        int any = Arrays.binarySearch(points.ordinals(), ordinal);
        return any < 0 ? -1 : any / perQuery() * perQuery();
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
