package dev.signalbox.ui.train;

import dev.signalbox.router.TrainingHistory;
import dev.signalbox.router.TrainingHistory.Outcome;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.TrainingReport.Forgetting;
import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Figures and settings of runs side by side. */
final class Comparison {
    /**
     * A line of the table.
     *
     * @param why     what it means, or empty
     * @param values  one per run
     * @param setting true for a setting, false for a figure
     */
    record Row(String name, String why, List<String> values, boolean setting) {
        Row {
            values = List.copyOf(values);
        }
    }

    private Comparison() {}

    /** Every figure, then, of several runs, the settings in which they differ. */
    static List<Row> rows(List<RunLine> runs) {
        List<Row> rows = new ArrayList<>();
        if (runs.isEmpty()) {
            return rows;
        }
        figure(rows, runs, "validation", Comparison::validation);
        figure(rows, runs, "test", run -> test(run, q -> Figures.percent(q.em(), q.queries())));
        figure(rows, runs, "single", run -> test(run, Comparison::single));
        figure(rows, runs, "random", run -> test(run, q -> Figures.percent(q.random())));
        figure(rows, runs, "oracle", run -> test(run, q -> Figures.percent(q.oracle())));
        if (runs.stream().anyMatch(run -> run.score() != null)) {
            figure(rows, runs, "scored", Comparison::scored);
        }
        if (runs.stream().anyMatch(run -> run.history().options().strategy().incremental())) {
            figure(rows, runs, "forgetting", Comparison::forgetting);
        }
        figure(rows, runs, "epochs", Comparison::epochs);
        figure(rows, runs, "seconds", run -> Figures.clock(seconds(run)));
        figure(rows, runs, "parameters", run -> Figures.count(run.history().parameters()));
        figure(
                rows,
                runs,
                "learnt",
                run -> parts(
                        run,
                        p -> Messages.text(
                                "train.figure.learnt.value", Figures.count(p.labels()), Figures.count(p.train()))));
        figure(rows, runs, "kept", run -> parts(run, p -> Figures.percent(p.kept())));
        figure(rows, runs, "data", Comparison::data);
        figure(rows, runs, "vlms", run -> String.valueOf(run.history().vlms().size()));
        figure(rows, runs, "device", Comparison::device);
        if (runs.size() == 1) {
            for (String name : List.of("seed", "strategy", "epochs", "batch", "learningRate")) {
                rows.add(setting(name, runs));
            }
        } else {
            differing(runs).forEach(name -> rows.add(setting(name, runs)));
        }
        return rows;
    }

    /** Names of settings that are not the same in all runs. */
    static Set<String> differing(List<RunLine> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(run.settings().keySet()));
        names.removeIf(name ->
                runs.stream().map(run -> run.settings().get(name)).distinct().count() < 2);
        return names;
    }

    /** True when some were tested on other queries than others, so that their figures do not compare. */
    static boolean unlike(List<RunLine> runs) {
        Set<String> data = new LinkedHashSet<>();
        for (RunLine run : runs) {
            Outcome outcome = run.history().outcome();
            if (outcome != null) {
                data.add(run.history().dataHash() + " " + outcome.test().queries() + " "
                        + outcome.parts().kept());
            }
        }
        return data.size() > 1;
    }

    private static void figure(List<Row> rows, List<RunLine> runs, String name, Function<RunLine, String> value) {
        rows.add(new Row(
                Messages.text("train.figure." + name),
                Messages.text("train.why." + name),
                runs.stream().map(value).toList(),
                false));
    }

    private static Row setting(String name, List<RunLine> runs) {
        String shown = name.startsWith("config.") ? name.substring("config.".length()) : name;
        List<String> values = runs.stream()
                .map(run -> Objects.requireNonNullElse(run.settings().get(name), Figures.NONE))
                .toList();
        return new Row(shown, Messages.text("train.help." + name), values, true);
    }

    private static String validation(RunLine run) {
        Epoch best = run.best();
        Outcome outcome = run.history().outcome();
        return best == null
                ? Figures.NONE
                : outcome == null
                        ? Figures.percent(best.validationEm())
                        : Figures.percent(
                                best.validationEm(), outcome.validation().queries());
    }

    private static String test(RunLine run, Function<Quality, String> value) {
        Outcome outcome = run.history().outcome();
        return outcome == null ? Figures.NONE : value.apply(outcome.test());
    }

    private static String single(Quality test) {
        return Messages.text("train.figure.single.value", Figures.percent(test.single()), test.bestSingle());
    }

    private static String scored(RunLine run) {
        return run.score() == null
                ? Figures.NONE
                : Figures.percent(
                        run.score().em(),
                        run.score().interval().low(),
                        run.score().interval().high());
    }

    private static String forgetting(RunLine run) {
        Outcome outcome = run.history().outcome();
        Forgetting forgetting = outcome == null ? null : outcome.forgetting();
        return forgetting == null
                ? Figures.NONE
                : Messages.text(
                        "train.figure.forgetting.value",
                        Figures.percent(forgetting.before()),
                        Figures.percent(forgetting.after()),
                        Figures.points(forgetting.after() - forgetting.before()));
    }

    private static String epochs(RunLine run) {
        int done = run.epochs().size();
        int asked = run.history().options().epochs();
        return run.bestEpoch() == 0
                ? Messages.text("train.figure.epochs.none", done, asked)
                : Messages.text("train.figure.epochs.value", done, asked, run.bestEpoch());
    }

    private static double seconds(RunLine run) {
        return run.epochs().stream().mapToDouble(Epoch::seconds).sum();
    }

    private static String parts(RunLine run, Function<Parts, String> value) {
        Outcome outcome = run.history().outcome();
        return outcome == null ? Figures.NONE : value.apply(outcome.parts());
    }

    private static String data(RunLine run) {
        TrainingHistory history = run.history();
        String hash = history.dataHash();
        return Messages.text("train.figure.data.value", history.data(), hash.substring(0, Math.min(8, hash.length())));
    }

    private static String device(RunLine run) {
        String device = run.running() && run.pulse() != null
                ? run.pulse().device()
                : run.history().environment().device();
        return device.isEmpty() ? Figures.NONE : device;
    }
}
