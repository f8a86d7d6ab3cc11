package dev.signalbox.ui.map;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.Scores;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.shell.DatasetDesk;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the points' colours can tell, which of it they do, and the colours. For the UI thread. */
final class MapColours {
    private final ReadOnlyObjectProperty<@Nullable PlacedMap> map;
    private final DatasetDesk desk;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<List<ColourBy>> choices = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<@Nullable ColourBy> by = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Colouring> colouring = new ReadOnlyObjectWrapper<>();
    /** What the maps of the other kind are coloured by. */
    private @Nullable ColourBy other;

    private boolean pairs;

    MapColours(
            ReadOnlyObjectProperty<@Nullable PlacedMap> map,
            DatasetDesk desk,
            Latest latest,
            Consumer<Throwable> failed) {
        this.map = map;
        this.desk = desk;
        this.latest = latest;
        this.failed = failed;
        desk.index().addListener((property, old, now) -> update());
        desk.scores().addListener((property, old, now) -> update());
        by.addListener((property, old, now) -> update());
    }

    /** What the points can be coloured by. */
    ReadOnlyObjectProperty<List<ColourBy>> choices() {
        return choices.getReadOnlyProperty();
    }

    ObjectProperty<@Nullable ColourBy> by() {
        return by;
    }

    /** The colours of the shown map’s points, or null while there are none. */
    ReadOnlyObjectProperty<@Nullable Colouring> colouring() {
        return colouring.getReadOnlyProperty();
    }

    /** Finds the colours anew, as after another map came. */
    void update() {
        DatasetIndex index = desk.index().get();
        PlacedMap shown = map.get();
        if (index == null || shown == null) {
            latest.cancel("map.colour");
            colouring.set(null);
            return;
        }
        Scores scores = desk.scores().get();
        if (shown.ofPairs() != pairs) {
            pairs = shown.ofPairs();
            ColourBy before = other;
            other = by.get();
            possible(index, scores, shown);
            by.set(before); // null chooses the first below
        }
        List<ColourBy> possible = possible(index, scores, shown);
        ColourBy wanted = by.get();
        boolean waiting = wanted != null && wanted.needsScores() && scores == null;
        if (wanted == null || (!possible.contains(wanted) && !waiting)) {
            // Setting it comes back here.
            by.set(Painter.usual(index, possible));
            return;
        }
        latest.submit(
                "map.colour",
                progress -> new Painter(index, scores).colour(wanted, shown),
                painted -> {
                    if (map.get() == shown) {
                        colouring.set(painted);
                    }
                },
                failed);
    }

    private List<ColourBy> possible(DatasetIndex index, @Nullable Scores scores, PlacedMap shown) {
        List<ColourBy> possible = Painter.choices(index, scores, shown.ofPairs());
        if (!possible.equals(choices.get())) {
            choices.set(possible);
        }
        return possible;
    }
}
