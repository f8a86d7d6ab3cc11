package dev.signalbox.ui.map;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.workbench.OpenDataset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says what the pointer rests on; only the newest question is answered in full. */
final class PlaceDescriber {
    private final DatasetDesk desk;
    private final Latest latest;
    private final Consumer<Throwable> failed;

    PlaceDescriber(DatasetDesk desk, Latest latest, Consumer<Throwable> failed) {
        this.desk = desk;
        this.latest = latest;
        this.failed = failed;
    }

    /** Key and category at once, then also the first line of the question. */
    void describe(
            int place,
            @Nullable PlacedMap shown,
            @Nullable Colouring colours,
            Consumer<MapViewModel.Described> onText) {
        OpenDataset open = desk.open().get();
        if (shown == null || open == null || place < 0) {
            latest.cancel("map.hover");
            return;
        }
        int ordinal = shown.ordinal(place);
        String query = open.table().keys().get(ordinal);
        String key =
                shown.ofPairs() ? Messages.text("map.pair", query, shown.vlms().get(shown.vlm(place))) : query;
        String category = category(place, shown, colours);
        onText.accept(new MapViewModel.Described(place, key, "", category));
        latest.submit(
                "map.hover",
                progress -> open.workspace().datasets().question(open.dataset().id(), ordinal),
                question -> onText.accept(new MapViewModel.Described(place, key, Texts.firstLine(question), category)),
                failed);
    }

    /** What the colour says; of a pair also whether the VLM is right and how sure the router is of it. */
    private String category(int place, PlacedMap shown, @Nullable Colouring colours) {
        DatasetIndex index = desk.index().get();
        if (shown.ofPairs() && index != null) {
            return Texts.pair(
                    new PairPainter(index, desk.scores().get(), shown),
                    place,
                    colours == null || tellsOfPairs(colours.by()) ? "" : Texts.category(colours, place));
        }
        return colours == null ? "" : Texts.category(colours, place);
    }

    private static boolean tellsOfPairs(ColourBy by) {
        return by instanceof ColourBy.PairVlm
                || by instanceof ColourBy.PairVerdict
                || by instanceof ColourBy.PairConfidence;
    }
}
