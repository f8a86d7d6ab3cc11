package dev.signalbox.report;

import dev.signalbox.text.Messages;
import dev.signalbox.workbench.AdviceWords;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import dev.signalbox.workbench.TuneStages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings side by side on the same queries: a column of figures for each, with its difference from the first. */
public final class ScenarioComparison {
    private final List<Setting> settings = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    private ScenarioComparison() {}

    /** The figures that both kinds of cascades have. */
    private record Figures(
            double em,
            double low,
            double high,
            int judged,
            @Nullable Double meanCost,
            int priced,
            @Nullable Double meanLatency,
            int timed,
            double paid,
            double deferral,
            double accuracy,
            double precision,
            double recall,
            double f1) {}

    private record Setting(String name, String routers, Cell tau, int queries, Figures point) {
        static Setting of(String name, TuneDataset.Report report) {
            TuneDataset.Point point = report.points().getFirst();
            String first = report.first().router();
            String second = report.second().router();
            return new Setting(
                    name,
                    first.equals(second) ? first : Messages.text("tune.scenario.two", first, second),
                    Cell.tau(point.tau()),
                    report.queries(),
                    new Figures(
                            point.em(),
                            point.low(),
                            point.high(),
                            point.judged(),
                            point.meanCost(),
                            point.priced(),
                            point.meanLatency(),
                            point.timed(),
                            point.paid(),
                            point.deferral(),
                            point.accuracy(),
                            point.precision(),
                            point.recall(),
                            point.f1()));
        }

        static Setting of(String name, TuneStages.Report report) {
            TuneStages.Point point = report.point();
            return new Setting(
                    name,
                    report.stages().stream().map(TuneDataset.Stage::router).collect(Collectors.joining(" → ")),
                    Cell.of(point.tau().stream()
                            .map(tau -> Cell.tau(tau).text())
                            .collect(Collectors.joining(" · "))),
                    report.queries(),
                    new Figures(
                            point.em(),
                            point.low(),
                            point.high(),
                            point.judged(),
                            point.meanCost(),
                            point.priced(),
                            point.meanLatency(),
                            point.timed(),
                            point.paid(),
                            point.reached().size() < 2 || report.queries() == 0
                                    ? 0
                                    : (double) point.reached().get(1) / report.queries(),
                            point.accuracy(),
                            point.precision(),
                            point.recall(),
                            point.f1()));
        }

        /** As {@link TuneDataset.Point#spent}. */
        @Nullable
        Double spent() {
            Double mean = point.meanCost();
            return mean == null ? null : Double.valueOf(mean * point.priced() / queries);
        }

        boolean partlyTimed() {
            return point.timed() > 0 && point.timed() < queries;
        }
    }

    /** The setting in hand beside today's and the saved ones that can be replayed. */
    static Table of(StudyFacts facts) {
        ScenarioComparison comparison = new ScenarioComparison();
        comparison.settings.add(
                Setting.of(SettingWords.today(facts), facts.today().report()));
        comparison.settings.add(Setting.of(Messages.text("report.hand"), facts.hand()));
        for (StudyFacts.Kept kept : facts.scenarios()) {
            if (!kept.name().equals(facts.today().scenario())) {
                comparison.add(kept);
            }
        }
        return comparison.table();
    }

    /** Saved settings alone; those that cannot be replayed are left out. */
    public static Table of(List<StudyFacts.Kept> scenarios) {
        ScenarioComparison comparison = new ScenarioComparison();
        scenarios.forEach(comparison::add);
        return comparison.table();
    }

    private void add(StudyFacts.Kept kept) {
        TuneDataset.@Nullable Report now = kept.now();
        if (now != null) {
            settings.add(Setting.of(kept.name(), now));
        }
        TuneStages.@Nullable Report staged = kept.staged();
        if (staged != null) {
            settings.add(Setting.of(kept.name(), staged));
        }
    }

    /** What keeps saved settings from being compared, and advice that no longer stands. */
    public static List<String> problems(List<StudyFacts.Kept> scenarios) {
        List<String> problems = new ArrayList<>();
        for (StudyFacts.Kept kept : scenarios) {
            String problem = kept.problem();
            String stale = AdviceWords.stale(kept.stale());
            if (problem != null) {
                problems.add(Messages.text("report.scenario.problem", kept.name(), problem));
            }
            if (stale != null) {
                problems.add(Messages.text("report.scenario.problem", kept.name(), stale));
            }
        }
        return problems;
    }

    private Table table() {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.words(Messages.text("report.figure")));
        for (Setting setting : settings) {
            columns.add(Table.Column.numbers(setting.name()));
            if (columns.size() > 2) {
                columns.add(Table.Column.numbers(Messages.text("report.difference")));
            }
        }
        words("report.routers", setting -> Cell.of(setting.routers()));
        words("tune.tau", Setting::tau);
        number("tune.em", Figures::em, Cell::percent, Cell::points);
        words(
                "report.interval",
                setting -> Cell.interval(setting.point().low(), setting.point().high()));
        words("report.judged", setting -> Cell.count(setting.point().judged()));
        number("report.cost.mean", Figures::meanCost, Cell::perThousand, Cell::perThousandMore);
        numbers("report.spent", this::spent, Cell::perThousand, Cell::perThousandMore);
        number("report.latency", Figures::meanLatency, Cell::seconds, Cell::secondsMore);
        if (settings.stream().anyMatch(setting -> setting.partlyTimed())) {
            words(
                    "report.latency.known",
                    setting ->
                            Cell.of(Messages.text("stages.of", setting.point().timed(), setting.queries())));
        }
        number("tune.paid", Figures::paid, Cell::percent, Cell::points);
        number("tune.deferral", Figures::deferral, Cell::percent, Cell::points);
        number("tune.accuracy", Figures::accuracy, Cell::percent, Cell::points);
        number("tune.precision", Figures::precision, Cell::percent, Cell::points);
        number("tune.recall", Figures::recall, Cell::percent, Cell::points);
        number("tune.f1", Figures::f1, Cell::percent, Cell::points);
        return new Table("scenarios", Messages.text("report.table.scenarios"), columns, rows);
    }

    private void words(String key, Function<Setting, Cell> cell) {
        row(key, cell, (setting, base) -> Cell.of(""));
    }

    /** Null when no setting has a known cost. */
    private @Nullable Double spent(Setting setting) {
        if (settings.stream().allMatch(other -> other.point().priced() == 0)) {
            return null;
        }
        Double spent = setting.spent();
        return spent == null ? Double.valueOf(0) : spent;
    }

    private void number(
            String key,
            Function<Figures, @Nullable Double> value,
            Function<Double, Cell> cell,
            Function<Double, Cell> difference) {
        numbers(key, setting -> value.apply(setting.point()), cell, difference);
    }

    private void numbers(
            String key,
            Function<Setting, @Nullable Double> value,
            Function<Double, Cell> cell,
            Function<Double, Cell> difference) {
        row(
                key,
                setting -> {
                    Double known = value.apply(setting);
                    return known == null ? Cell.of(Messages.text("report.unknown")) : cell.apply(known);
                },
                (setting, base) -> {
                    Double more = SettingWords.difference(value.apply(setting), value.apply(base));
                    return more == null ? Cell.of(Cell.NONE) : difference.apply(more);
                });
    }

    private void row(String key, Function<Setting, Cell> cell, BiFunction<Setting, Setting, Cell> difference) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(Messages.text(key)));
        for (Setting setting : settings) {
            row.add(cell.apply(setting));
            if (row.size() > 2) {
                row.add(difference.apply(setting, settings.getFirst()));
            }
        }
        rows.add(row);
    }
}
