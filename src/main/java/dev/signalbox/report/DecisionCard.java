package dev.signalbox.report;

import dev.signalbox.evaluation.PairedDifference;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Pool;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.AdviceWords;
import dev.signalbox.workbench.EvaluationReport;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page for somebody who decides: the setting, what it gives and costs, what changes, how sure that is. */
public final class DecisionCard {
    private DecisionCard() {}

    /** @param date of the card: the only thing on it that does not come from the workspace */
    public static Document of(StudyFacts facts, LocalDate date) {
        List<Document.Block> blocks = new ArrayList<>();
        blocks.add(new Document.Paragraph(SettingWords.sentence(facts)));
        blocks.add(SettingWords.numbers(facts));
        blocks.add(beside(facts));
        blocks.add(new Document.Section(Messages.text("report.section.changes")));
        blocks.add(new Document.Paragraph(changes(facts)));
        blocks.add(new Document.Section(Messages.text("report.section.sure")));
        blocks.add(new Document.Notes(sure(facts)));
        blocks.add(new Document.Section(Messages.text("report.section.repeat")));
        blocks.add(new Document.Commands(facts.commands().stream()
                .filter(line -> line.contains(" --tau "))
                .toList()));
        return Provenance.document(
                Messages.text("report.card.title", facts.dataset().name()), facts, date, blocks);
    }

    /** The setting beside today's and beside asking one VLM always. */
    private static Table beside(StudyFacts facts) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row(Messages.text("report.hand"), facts, facts.point()));
        rows.add(row(SettingWords.today(facts), facts, facts.today().point()));
        EvaluationReport.Reference best = facts.evaluation().bestSingle();
        if (best != null) {
            EvaluationReport.@Nullable VlmRow vlm = facts.evaluation().vlms().stream()
                    .filter(v -> v.id().equals(best.id()))
                    .findFirst()
                    .orElse(null);
            rows.add(List.of(
                    Cell.of(Messages.text("report.always", String.valueOf(best.id()))),
                    Cell.percent(best.accuracy()),
                    vlm == null ? Cell.of("") : Cell.interval(vlm.low(), vlm.high()),
                    Cell.perThousand(spent(best, facts)),
                    paid(facts.dataset(), String.valueOf(best.id()))));
        }
        return new Table(
                "beside",
                Messages.text("report.table.beside"),
                List.of(
                        Table.Column.words(Messages.text("report.setting")),
                        Table.Column.numbers(Messages.text("tune.em")),
                        Table.Column.words(Messages.text("report.interval")),
                        Table.Column.numbers(Messages.text("report.spent")),
                        Table.Column.numbers(Messages.text("tune.paid"))),
                rows);
    }

    /** The known cost a query, as of a setting. */
    private static @Nullable Double spent(EvaluationReport.Reference best, StudyFacts facts) {
        return best.priced() == 0
                ? null
                : best.meanCost() * best.priced() / facts.hand().queries();
    }

    private static Cell paid(Dataset dataset, String vlm) {
        return dataset.vlms().stream()
                .filter(v -> v.id().equals(vlm))
                .findFirst()
                .map(v -> Cell.percent(v.pool() == Pool.PAID ? 1 : 0))
                .orElse(Cell.of(Cell.NONE));
    }

    private static List<Cell> row(String name, StudyFacts facts, TuneDataset.Point point) {
        return List.of(
                Cell.of(name),
                Cell.percent(point.em()),
                Cell.interval(point.low(), point.high()),
                Cell.perThousand(SettingWords.spent(point, facts)),
                Cell.percent(point.paid()));
    }

    private static String changes(StudyFacts facts) {
        StudyFacts.Changes changes = facts.changes();
        if (changes.all() == 0) {
            return Messages.text("report.changes.none", SettingWords.today(facts));
        }
        PairedDifference em = changes.em();
        return Messages.text(
                "report.changes",
                SettingWords.today(facts),
                changes.all(),
                changes.gained(),
                changes.lost(),
                Cell.points(em.value()).text(),
                Cell.points(em.low()).text(),
                Cell.points(em.high()).text());
    }

    private static List<String> sure(StudyFacts facts) {
        List<String> sure = new ArrayList<>();
        if (facts.advice() != null) {
            sure.add(Messages.text(
                    "report.advised",
                    AdviceWords.goal(facts.advice()),
                    facts.advice().date()));
            sure.add(AdviceWords.guarantee(facts.advice()));
            sure.add(Messages.text("advice.origin." + facts.advice().origin()));
            String stale = AdviceWords.stale(facts.stale());
            if (stale != null) {
                sure.add(stale);
            }
        } else {
            sure.add(Messages.text("report.sure.none"));
        }
        sure.addAll(Limits.of(facts));
        return sure;
    }
}
