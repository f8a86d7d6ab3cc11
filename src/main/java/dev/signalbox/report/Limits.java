package dev.signalbox.report;

import dev.signalbox.evaluation.PairedDifference;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.EvaluationReport;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.util.ArrayList;
import java.util.List;

/** What has to be known to read a report's figures rightly. */
final class Limits {
    private Limits() {}

    static List<String> of(StudyFacts facts) {
        List<String> notes = new ArrayList<>();
        TuneDataset.Point point = facts.point();
        EvaluationReport.Reference best = facts.evaluation().bestSingle();
        if (best != null && point.em() <= best.accuracy()) {
            notes.add(Messages.text(
                    "tune.note.beaten",
                    String.valueOf(best.id()),
                    Cell.percent(best.accuracy()).text()));
        }
        if (facts.evaluation().oracle().accuracy() == 1) {
            notes.add(Messages.text("tune.oracle.one"));
        }
        if (facts.forbidden() > 0) {
            notes.add(Messages.text("report.note.forbidden", facts.forbidden()));
        }
        if (facts.repriced() > 0) {
            notes.add(Messages.text("report.note.repriced", facts.repriced()));
        }
        notes.add(Messages.text("report.note.interval"));
        int unknown = facts.hand().queries() - point.judged();
        if (unknown > 0) {
            notes.add(Messages.text("tune.judged", point.judged(), facts.hand().queries(), unknown));
        }
        if (facts.hand().unscored() > 0) {
            notes.add(Messages.text("tune.note.unscored", facts.hand().unscored()));
        }
        if (facts.hand().second().pool().isEmpty()) {
            notes.add(Messages.text("tune.note.single"));
        }
        if (point.priced() == 0) {
            notes.add(Messages.text("tune.cost.none"));
        } else if (point.priced() < facts.hand().queries()) {
            notes.add(Messages.text(
                    "report.note.cost", point.priced(), facts.hand().queries()));
        }
        PairedDifference change = facts.changes().em();
        if (change.queries() > 0 && !change.clear()) {
            notes.add(Messages.text("report.note.unclear"));
        }
        notes.add(Messages.text("report.note.same"));
        return notes;
    }
}
