package dev.signalbox.report;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.Pool;
import dev.signalbox.settings.Version;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a report's figures come from. */
final class Provenance {
    private Provenance() {}

    /** A report under its title, with all that says where it comes from. */
    static Document document(String title, StudyFacts facts, LocalDate date, List<Document.Block> blocks) {
        return new Document(
                title,
                Messages.text(
                        "report.subtitle",
                        facts.hand().split(),
                        facts.evaluation().queries(),
                        facts.evaluation().vlms().size(),
                        date.toString()),
                mark(facts),
                of(facts, date),
                blocks);
    }

    private static @Nullable String mark(StudyFacts facts) {
        if (facts.dataset().simulated()) {
            return Messages.text("report.simulated");
        }
        return facts.routers().stream().anyMatch(routed -> routed.info().simulated())
                ? Messages.text("tune.note.router.simulated")
                : null;
    }

    private static List<Document.Fact> of(StudyFacts facts, LocalDate date) {
        Dataset dataset = facts.dataset();
        List<Document.Fact> list = new ArrayList<>();
        add(list, "report.fact.dataset", dataset.name());
        add(list, "report.fact.source", dataset.source());
        add(list, "report.fact.licence", dataset.licence());
        add(list, "report.fact.simulated", Messages.text(dataset.simulated() ? "report.yes" : "report.no"));
        add(list, "report.fact.dataHash", dataset.dataHash());
        add(list, "report.fact.corrections", Integer.toString(facts.corrections()));
        for (StudyFacts.Routed routed : facts.routers()) {
            add(
                    list,
                    "report.fact.router",
                    Messages.text(
                            "report.router.hash",
                            routed.info().name(),
                            routed.info().sha256()));
        }
        TuneDataset.Report hand = facts.hand();
        add(list, "report.fact.split", hand.split());
        add(list, "report.fact.calibration", hand.calibration());
        add(list, "report.fact.seed", Long.toString(facts.seed()));
        add(list, "report.fact.version", Version.current());
        add(list, "report.fact.date", date.toString());
        return list;
    }

    private static void add(List<Document.Fact> list, String key, String value) {
        list.add(new Document.Fact(Messages.text(key), value));
    }

    static String pool(Dataset dataset, String vlm) {
        return dataset.vlms().stream()
                .filter(v -> v.id().equals(vlm))
                .findFirst()
                .map(v -> Messages.text(v.pool() == Pool.PAID ? "report.pool.paid" : "report.pool.free"))
                .orElse(Cell.NONE);
    }
}
