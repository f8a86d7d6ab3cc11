package dev.signalbox.ui.tune.frontier;

import dev.signalbox.evaluation.frontier.OperatingPoint;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.ui.tune.TuneViewModel;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The plane of the study in hand and the point that tau is on it. Works only while the page is seen. */
final class FrontierViewModel {
    /** What belongs together on the page. */
    record Picture(Landscape landscape, Bounds bounds, Summaries summaries) {}

    private final TuneViewModel tune;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final BooleanProperty seen = new SimpleBooleanProperty();
    private final ObjectProperty<Bounds> bounds = new SimpleObjectProperty<>(Bounds.RECOMPUTED);
    private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable OperatingPoint> hand = new ReadOnlyObjectWrapper<>();

    FrontierViewModel(TuneViewModel tune, Jobs jobs, Consumer<Throwable> failed) {
        this.tune = tune;
        this.latest = new Latest(jobs, Lane.CPU);
        this.failed = failed;
        tune.study().addListener((property, old, now) -> make());
        tune.tau().addListener((property, old, now) -> follow());
        bounds.addListener((property, old, now) -> make());
        seen.addListener((property, old, now) -> make());
    }

    /** Whether somebody looks at the page. */
    BooleanProperty seen() {
        return seen;
    }

    ObjectProperty<Bounds> bounds() {
        return bounds;
    }

    /** Null while there is none. */
    ReadOnlyObjectProperty<@Nullable Picture> picture() {
        return picture.getReadOnlyProperty();
    }

    /** Where tau stands on the plane. */
    ReadOnlyObjectProperty<@Nullable OperatingPoint> hand() {
        return hand.getReadOnlyProperty();
    }

    /** The share of deferred queries at tau; NaN without a picture. */
    double deferral() {
        Picture here = picture.get();
        return here == null
                ? Double.NaN
                : here.landscape()
                        .cascade()
                        .deferral()
                        .share()[here.landscape().cascade().place(tune.tau().get())];
    }

    /** Takes up the setting of a place of the cascade’s curve, with the fewest decimals that defer the same queries. */
    void choose(int place) {
        Picture here = picture.get();
        if (here == null) {
            return;
        }
        double[] taus = here.landscape().cascade().points().parameter();
        double exact = Math.max(0, taus[place]);
        double scale = 100;
        for (int decimals = 2; decimals <= 6; decimals++, scale *= 10) {
            double round = Math.ceil(exact * scale) / scale;
            if (round <= 1 && here.landscape().cascade().place(round) == place) {
                tune.setTau(round);
                return;
            }
        }
        tune.setTau(exact);
    }

    private void make() {
        Study study = tune.study().get();
        if (study == null || !seen.get()) {
            latest.cancel("tune.frontier");
            picture.set(null);
            hand.set(null);
            return;
        }
        Picture before = picture.get();
        Bounds mode = bounds.get();
        latest.submit(
                "tune.frontier",
                progress -> {
                    Landscape landscape = before != null && before.landscape().study() == study
                            ? before.landscape()
                            : Landscape.of(study);
                    return new Picture(landscape, mode, Summaries.of(landscape, mode));
                },
                this::show,
                failed);
    }

    private void show(Picture now) {
        picture.set(now);
        follow();
    }

    private void follow() {
        Picture here = picture.get();
        if (here != null) {
            var cascade = here.landscape().cascade();
            hand.set(cascade.points().get(cascade.place(tune.tau().get())));
        }
    }
}
