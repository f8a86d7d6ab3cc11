package dev.signalbox.ui.live;

import dev.signalbox.model.Pool;
import dev.signalbox.model.Vlm;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.RouteQuestion.Answer;
import java.util.List;

/** The cascade’s decision in a sentence. */
final class BranchWords {
    private BranchWords() {}

    static String of(Answer answer, List<Vlm> vlms) {
        double free = best(answer, vlms, Pool.FREE);
        double paid = best(answer, vlms, Pool.PAID);
        if (Double.isNaN(free) || Double.isNaN(paid)) {
            return Messages.text(
                    Double.isNaN(free) ? "live.branch.onlyPaid" : "live.branch.onlyFree",
                    Double.isNaN(free) ? paid : free);
        }
        return switch (answer.branch()) {
            case FIRST -> Messages.text("live.branch.first", free, answer.tau(), answer.margin());
            case SECOND -> Messages.text("live.branch.second", free, answer.tau(), -answer.margin(), paid);
            case FIRST_AFTER_BOTH -> Messages.text("live.branch.back", free, answer.tau(), -answer.margin(), paid);
        };
    }

    private static double best(Answer answer, List<Vlm> vlms, Pool pool) {
        double best = Double.NaN;
        for (int k = 0; k < vlms.size(); k++) {
            double value = answer.confidences().get(k).value();
            if (vlms.get(k).pool() == pool && !(value <= best)) {
                best = value;
            }
        }
        return best;
    }
}
