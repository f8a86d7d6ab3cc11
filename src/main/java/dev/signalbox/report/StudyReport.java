package dev.signalbox.report;

import dev.signalbox.evaluation.frontier.OptimalChoices;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.AdviceWords;
import dev.signalbox.workbench.EvaluationReport;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole study as a document: what was looked at, what everything gives, what it cannot tell, how to repeat it. */
public final class StudyReport {
    private final StudyFacts facts;
    private final List<Document.Block> blocks = new ArrayList<>();

    private StudyReport(StudyFacts facts) {
        this.facts = facts;
    }

    /** @param date of the report: the only thing in it that does not come from the workspace */
    public static Document of(StudyFacts facts, LocalDate date) {
        return new StudyReport(facts).document(date);
    }

    private Document document(LocalDate date) {
        setting();
        blocks.add(new Document.Section(Messages.text("report.section.vlms")));
        blocks.add(vlms());
        blocks.add(references());
        blocks.add(new Document.Section(Messages.text("report.section.routers")));
        blocks.add(routers());
        blocks.add(new Document.Section(Messages.text("report.section.curve")));
        blocks.addAll(StudyFigures.of(facts));
        blocks.add(distances());
        blocks.add(new Document.Section(Messages.text("report.section.scenarios")));
        blocks.add(ScenarioComparison.of(facts));
        List<String> problems = ScenarioComparison.problems(facts.scenarios());
        if (!problems.isEmpty()) {
            blocks.add(new Document.Notes(problems));
        }
        blocks.add(new Document.Section(Messages.text("report.section.notes")));
        List<String> notes = new ArrayList<>(Limits.of(facts));
        if (facts.plane().assumed() > 0) {
            notes.add(Messages.text("report.note.assumed", facts.plane().assumed()));
        }
        blocks.add(new Document.Notes(notes));
        blocks.add(new Document.Section(Messages.text("report.section.repeat")));
        blocks.add(new Document.Paragraph(Messages.text("report.repeat")));
        blocks.add(new Document.Commands(facts.commands()));
        return Provenance.document(
                Messages.text("report.study.title", facts.dataset().name()), facts, date, blocks);
    }

    private void setting() {
        TuneDataset.Point point = facts.point();
        blocks.add(new Document.Section(Messages.text("report.section.setting")));
        blocks.add(new Document.Paragraph(SettingWords.sentence(facts)));
        blocks.add(SettingWords.numbers(facts));
        if (facts.advice() != null) {
            blocks.add(new Document.Paragraph(Messages.text(
                    "report.advised",
                    AdviceWords.goal(facts.advice()),
                    facts.advice().date())));
            blocks.add(new Document.Paragraph(AdviceWords.guarantee(facts.advice())));
        }
        String stale = AdviceWords.stale(facts.stale());
        if (stale != null) {
            blocks.add(new Document.Paragraph(stale));
        }
        TuneDataset.Found found = facts.hand().found();
        if (found != null) {
            blocks.add(new Document.Paragraph(Messages.text(
                    "workbench.tuned.found." + found.origin(), found.queries(), found.em(), found.seed())));
        }
        List<List<Cell>> rows = new ArrayList<>();
        figure(rows, "tune.em", Cell.percent(point.em()), Cell.interval(point.low(), point.high()));
        figure(rows, "report.judged", Cell.count(point.judged()), Cell.of(""));
        figure(rows, "report.correct", Cell.count(point.correct()), Cell.of(""));
        figure(rows, "tune.accuracy", Cell.percent(point.accuracy()), Cell.of(""));
        figure(rows, "tune.precision", Cell.percent(point.precision()), Cell.of(""));
        figure(rows, "tune.recall", Cell.percent(point.recall()), Cell.of(""));
        figure(rows, "tune.f1", Cell.percent(point.f1()), Cell.of(""));
        figure(rows, "tune.deferral", Cell.percent(point.deferral()), Cell.of(""));
        figure(rows, "report.switched", Cell.count(point.switched()), Cell.of(""));
        figure(rows, "tune.paid", Cell.percent(point.paid()), Cell.of(""));
        figure(rows, "report.cost.mean", Cell.perThousand(point.meanCost()), known(point));
        figure(rows, "report.spent", Cell.perThousand(SettingWords.spent(point, facts)), Cell.of(""));
        figure(rows, "tune.effort.total", Cell.dollars(point.totalCost()), known(point));
        if (point.timed() > 0) {
            figure(rows, "tune.effort.latency", Cell.seconds(point.meanLatency()), timed(point));
        }
        OptimalChoices.Ratios optimal = facts.plane().optimal();
        figure(
                rows,
                "frontier.optimal.choice",
                Cell.percent(optimal.selection()),
                Cell.of(Messages.text("report.solvable", optimal.solvable())));
        figure(rows, "frontier.optimal.accuracy", Cell.percent(optimal.accuracy()), Cell.of(""));
        figure(rows, "frontier.optimal.cost", Cell.percent(optimal.cost()), Cell.of(""));
        figure(rows, "tune.effort.calls", Cell.count(point.calls()), Cell.of(""));
        point.share()
                .forEach((vlm, share) -> rows.add(
                        List.of(Cell.of(Messages.text("report.share", vlm)), Cell.percent(share), Cell.of(""))));
        blocks.add(new Table(
                "setting",
                Messages.text("report.table.setting"),
                List.of(
                        Table.Column.words(Messages.text("report.figure")),
                        Table.Column.numbers(Messages.text("report.value")),
                        Table.Column.words(Messages.text("report.interval"))),
                rows));
    }

    private Cell known(TuneDataset.Point point) {
        return point.priced() == facts.hand().queries()
                ? Cell.of("")
                : Cell.of(Messages.text(
                        "tune.cost.known", point.priced(), facts.hand().queries()));
    }

    private Cell timed(TuneDataset.Point point) {
        return point.timed() == facts.hand().queries()
                ? Cell.of("")
                : Cell.of(Messages.text(
                        "report.timed", point.timed(), facts.hand().queries()));
    }

    private static void figure(List<List<Cell>> rows, String key, Cell value, Cell detail) {
        rows.add(List.of(Cell.of(Messages.text(key)), value, detail));
    }

    private Table vlms() {
        List<List<Cell>> rows = new ArrayList<>();
        for (EvaluationReport.VlmRow vlm : facts.evaluation().vlms()) {
            rows.add(List.of(
                    Cell.of(vlm.id()),
                    Cell.of(Provenance.pool(facts.dataset(), vlm.id())),
                    Cell.count(vlm.answered()),
                    Cell.count(vlm.correct()),
                    Cell.percent(vlm.accuracy()),
                    Cell.interval(vlm.low(), vlm.high())));
        }
        return new Table(
                "vlms",
                Messages.text("report.table.vlms"),
                List.of(
                        Table.Column.words(Messages.text("report.vlm")),
                        Table.Column.words(Messages.text("report.pool")),
                        Table.Column.numbers(Messages.text("report.answered")),
                        Table.Column.numbers(Messages.text("report.correct")),
                        Table.Column.numbers(Messages.text("report.accuracy")),
                        Table.Column.words(Messages.text("report.interval"))),
                rows);
    }

    private Table references() {
        EvaluationReport evaluation = facts.evaluation();
        List<List<Cell>> rows = new ArrayList<>();
        EvaluationReport.Reference best = evaluation.bestSingle();
        if (best != null) {
            rows.add(List.of(
                    Cell.of(Messages.text("tune.bestSingle.named", String.valueOf(best.id()))),
                    Cell.percent(best.accuracy())));
        }
        rows.add(List.of(
                Cell.of(Messages.text("tune.random")),
                Cell.percent(evaluation.random().accuracy())));
        rows.add(List.of(
                Cell.of(Messages.text("tune.oracle")),
                Cell.percent(evaluation.oracle().accuracy())));
        rows.add(List.of(
                Cell.of(Messages.text("report.allWrong")),
                Cell.percent(evaluation.allWrong().share())));
        return new Table(
                "references",
                Messages.text("report.table.references"),
                List.of(
                        Table.Column.words(Messages.text("report.reference")),
                        Table.Column.numbers(Messages.text("report.value"))),
                rows);
    }

    /** Who is how near to the best that all of them give together. */
    private Table distances() {
        List<String> names = new ArrayList<>();
        names.add(Messages.text("frontier.cascade"));
        for (StudyFacts.Routed routed : facts.routers()) {
            if (facts.plane().routers().contains(routed.info().id())) {
                names.add(Messages.text("report.lambda", routed.info().name()));
            }
        }
        names.add(Messages.text("frontier.zero"));
        List<List<Cell>> rows = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            rows.add(List.of(
                    Cell.of(names.get(c)), Cell.score(facts.plane().distances().get(c))));
        }
        return new Table(
                "distances",
                Messages.text("report.table.distances"),
                List.of(
                        Table.Column.words(Messages.text("report.curve")),
                        Table.Column.numbers(Messages.text("frontier.distance"))),
                rows);
    }

    private Table routers() {
        List<List<Cell>> rows = new ArrayList<>();
        for (StudyFacts.Routed routed : facts.routers()) {
            EvaluationReport.@Nullable RouterRow row = routed.evaluation().router();
            if (row != null) {
                rows.add(List.of(
                        Cell.of(routed.info().name()),
                        Cell.percent(row.em()),
                        Cell.interval(row.low(), row.high()),
                        Cell.count(row.judged()),
                        Cell.percent(row.accuracy()),
                        Cell.percent(row.precision()),
                        Cell.percent(row.recall()),
                        Cell.percent(row.f1())));
            }
        }
        return new Table(
                "routers",
                Messages.text("report.table.routers"),
                List.of(
                        Table.Column.words(Messages.text("report.router")),
                        Table.Column.numbers(Messages.text("tune.em")),
                        Table.Column.words(Messages.text("report.interval")),
                        Table.Column.numbers(Messages.text("report.judged")),
                        Table.Column.numbers(Messages.text("tune.accuracy")),
                        Table.Column.numbers(Messages.text("tune.precision")),
                        Table.Column.numbers(Messages.text("tune.recall")),
                        Table.Column.numbers(Messages.text("tune.f1"))),
                rows);
    }
}
