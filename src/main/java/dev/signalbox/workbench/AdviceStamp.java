package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.RouterInfo;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of advice was made from. It holds as long as all of that is as it was.
 *
 * @param goal        the goal's name, as the command line takes it
 * @param bounds      by name
 * @param cases       queries that a guarantee was made from; 0 without a guarantee
 * @param met         false when no threshold served the goal and this one came closest
 * @param firstHash   the first router's checkpoint, SHA-256
 * @param secondHash  the second router's, or null for one router alone
 * @param dataHash    the dataset as imported
 * @param corrections labels that people had corrected by then
 * @param origin      of the validation queries, as {@code tune} tells it
 * @param queries     how many they were
 * @param seed        of their choice
 * @param date        of the advice, ISO 8601
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AdviceStamp(
        String goal,
        Map<String, Double> bounds,
        int cases,
        boolean met,
        String firstHash,
        @Nullable String secondHash,
        String dataHash,
        int corrections,
        String origin,
        int queries,
        long seed,
        String date) {
    /** What is no longer as it was. */
    public enum Change {
        FIRST_ROUTER,
        SECOND_ROUTER,
        DATA,
        LABELS
    }

    /**
     * What has changed since; nothing when the advice still stands.
     *
     * @param first  null when the router is gone
     * @param second null for one router alone, or when it is gone
     */
    public Set<Change> changes(
            Dataset dataset, int correctionsNow, @Nullable RouterInfo first, @Nullable RouterInfo second) {
        Set<Change> changes = EnumSet.noneOf(Change.class);
        if (first == null || !first.sha256().equals(firstHash)) {
            changes.add(Change.FIRST_ROUTER);
        }
        if (secondHash != null && (second == null || !second.sha256().equals(secondHash))) {
            changes.add(Change.SECOND_ROUTER);
        }
        if (!dataset.dataHash().equals(dataHash)) {
            changes.add(Change.DATA);
        }
        if (correctionsNow != corrections) {
            changes.add(Change.LABELS);
        }
        return changes;
    }
}
