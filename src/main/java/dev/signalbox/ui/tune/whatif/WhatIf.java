package dev.signalbox.ui.tune.whatif;

import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Paradox;
import dev.signalbox.evaluation.pool.LeaveOneOut;
import dev.signalbox.evaluation.pool.OracleShapley;
import dev.signalbox.evaluation.pool.Regret;
import dev.signalbox.evaluation.pool.Removal;
import dev.signalbox.ui.tune.Study;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the page shows at one threshold. Made beside the UI thread.
 *
 * @param worth    what holds for every threshold
 * @param removals in the pool's order; none for a pool of one
 */
record WhatIf(Worth worth, double tau, List<Removal> removals, Regret regret) {
    WhatIf {
        removals = List.copyOf(removals);
    }

    /** What a study's pool is worth at any threshold. */
    record Worth(Study study, Outcomes outcomes, LeaveOneOut leaveOneOut, Paradox paradox, OracleShapley shapley) {
        static Worth of(Study study) {
            Outcomes outcomes = Outcomes.of(study.table(), study.labels(), study.rows(), study.pool());
            return new Worth(
                    study,
                    outcomes,
                    LeaveOneOut.of(study.table(), study.labels(), outcomes, study.cascade(), study.replay()),
                    Paradox.of(outcomes),
                    OracleShapley.of(outcomes));
        }

        String vlm(int place) {
            return study.vlm(outcomes.column()[place]);
        }

        boolean paid(int place) {
            return study.isPaid(outcomes.column()[place]);
        }
    }

    static WhatIf at(Worth worth, double tau) {
        return new WhatIf(
                worth,
                tau,
                worth.leaveOneOut().at(tau),
                Regret.of(worth.outcomes(), worth.leaveOneOut().choices(tau)));
    }

    /** VLMs whose removal is of some kind. */
    List<String> named(Predicate<Removal> kind) {
        return removals.stream()
                .filter(kind)
                .map(removal -> worth.vlm(removal.place()))
                .toList();
    }
}
