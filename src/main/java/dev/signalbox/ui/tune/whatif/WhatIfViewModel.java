package dev.signalbox.ui.tune.whatif;

import dev.signalbox.evaluation.pool.Regret;
import dev.signalbox.evaluation.pricing.PoolTerms;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.ui.tune.Study;
import dev.signalbox.ui.tune.TuneViewModel;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** What the pool of the study in hand is worth, following its threshold. Works only while it is in front. */
final class WhatIfViewModel {
    private final TuneViewModel tune;
    private final Latest latest;
    private final Consumer<Throwable> failed;
    private final BooleanProperty front = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable WhatIf> now = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Picked> picked = new ReadOnlyObjectWrapper<>();

    /** The queries of a part that were made the selection. */
    record Picked(Regret.Part part, int queries) {}

    /** @param failed is told why something could not be computed */
    WhatIfViewModel(TuneViewModel tune, Jobs jobs, Consumer<Throwable> failed) {
        this.tune = tune;
        this.latest = new Latest(jobs, Lane.CPU);
        this.failed = failed;
        tune.study().addListener((property, old, study) -> follow());
        tune.tau().addListener((property, old, tau) -> follow());
        front.addListener((property, old, shown) -> follow());
    }

    /** Set by the page: what nobody sees is not computed. */
    BooleanProperty front() {
        return front;
    }

    /** Null until the first is there. */
    ReadOnlyObjectProperty<@Nullable WhatIf> now() {
        return now.getReadOnlyProperty();
    }

    /** Null when no part is the selection. */
    ReadOnlyObjectProperty<@Nullable Picked> picked() {
        return picked.getReadOnlyProperty();
    }

    private void follow() {
        Study study = tune.study().get();
        if (study == null) {
            latest.cancel("whatif");
            now.set(null);
            picked.set(null);
            return;
        }
        if (!front.get()) {
            return;
        }
        WhatIf older = now.get();
        double tau = tune.tau().get();
        latest.submit(
                "whatif",
                progress -> WhatIf.at(
                        older != null && older.worth().study() == study ? older.worth() : WhatIf.Worth.of(study), tau),
                now::set,
                failed);
    }

    /** Makes the queries of a part the selection of all screens. */
    void pick(Regret.Part part) {
        WhatIf here = now.get();
        if (here == null) {
            return;
        }
        Regret regret = here.regret();
        int[] query = regret.outcomes().query();
        tune.select(IntStream.range(0, query.length)
                .filter(i -> regret.part()[i] == part)
                .map(i -> query[i]));
        picked.set(new Picked(part, regret.count(part)));
    }

    /** Takes a VLM out of the pool on every page of Tune; “Pool and prices” brings it back. */
    void forbid(int place) {
        WhatIf here = now.get();
        if (here != null) {
            int column = here.worth().outcomes().column()[place];
            PoolTerms terms = tune.terms().get();
            tune.terms().set(terms.with(column, terms.of(column).allow(false)));
        }
    }

    /** Selects everything again. */
    void clear() {
        tune.selectAll();
        picked.set(null);
    }
}
