package dev.signalbox.workbench;

import dev.signalbox.index.Selection;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Fields;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.engine.HeldOut;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;

/**
 * The queries of a dataset that a router may have learnt from: its figures there say little about new ones.
 *
 * @param sure    true when its record names exactly this data, false when it does not rule it out
 * @param queries of the train split, without those that its training held out
 */
public record TrainingOverlap(boolean sure, Selection queries) {
    private static final String TRAIN = "train";

    /**
     * Reads the router's record.
     *
     * @throws UserFacingException {@code router.unreadable} when it is damaged
     */
    public static TrainingOverlap of(OpenDataset open, RouterInfo router) {
        CodedColumn split = open.table().fields().get(Fields.SPLIT);
        if (split == null || !split.values().contains(TRAIN)) {
            return new TrainingOverlap(false, Selection.none());
        }
        HeldOut heldOut;
        try {
            heldOut = HeldOut.of(router.checkpoint(), new LearningData(open));
        } catch (IOException e) {
            throw new UserFacingException("router.unreadable", e, router.checkpoint(), String.valueOf(e.getMessage()));
        }
        return switch (heldOut.origin()) {
            case OTHER_DATA -> new TrainingOverlap(true, Selection.none());
            case PERHAPS_SEEN -> new TrainingOverlap(false, open.split(TRAIN));
            case HELD_OUT ->
                new TrainingOverlap(
                        true,
                        open.split(TRAIN)
                                .minus(Selection.of(heldOut.queries().stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray())));
        };
    }
}
