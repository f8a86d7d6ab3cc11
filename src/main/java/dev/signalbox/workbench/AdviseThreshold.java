package dev.signalbox.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Intervals;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.risk.Advisor;
import dev.signalbox.evaluation.risk.Goal;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threshold that serves a goal: always found on validation queries, which no router of the cascade has learnt from as
 * far as their records tell, and then looked at on a split that was not used for it.
 */
public final class AdviseThreshold {
    /** The split that advice is looked at on. */
    public static final String TEST = "test";

    private final RouterLibrary library;
    private final Clock clock;

    public AdviseThreshold(Workspace workspace, Path home, Clock clock) {
        this.library = new RouterLibrary(workspace, home);
        this.clock = clock;
    }

    /**
     * How often something happened, with Wilson's interval at 95 %.
     *
     * @param of the queries that it could have happened on
     */
    public record Rate(double value, double low, double high, int count, int of) {
        static Rate of(Advisor.Counted counted) {
            Intervals.Interval interval = Intervals.wilson(counted.count(), counted.of());
            return new Rate(counted.rate(), interval.low(), interval.high(), counted.count(), counted.of());
        }
    }

    /**
     * The advice.
     *
     * @param met        false when no threshold serves the goal; the advised one then comes closest
     * @param guarantee  what is promised, in a sentence for people; what is not, when nothing is
     * @param unmet      why the goal is not met, or null when it is
     * @param p          of the test that the guarantee rests on, or null
     * @param bounded    what the goal bounds, on the validation queries; null when that is a cost
     * @param validation what the threshold gave on the validation queries
     * @param split      the split looked at, or null when the dataset has none for it
     * @param test       what it gives there
     * @param testQueries replayed there
     * @param tested     what the goal bounds, there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Report(
            String dataset,
            boolean simulated,
            TuneDataset.Stage first,
            TuneDataset.Stage second,
            boolean met,
            double tau,
            String guarantee,
            @Nullable String unmet,
            @Nullable Double p,
            @Nullable Rate bounded,
            TuneDataset.Point validation,
            @Nullable String split,
            TuneDataset.@Nullable Point test,
            int testQueries,
            @Nullable Rate tested,
            AdviceStamp stamp) {
        /** For people. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(Messages.text(simulated ? "advice.head.simulated" : "advice.head", dataset, goalText()));
            lines.add(Messages.text("workbench.tuned.first", first.router(), String.join(", ", first.pool())));
            lines.add(Messages.text("workbench.tuned.second", second.router(), String.join(", ", second.pool())));
            if (unmet != null) {
                lines.add(unmet);
            }
            lines.add(Messages.text(
                    "advice.line.validation",
                    tau,
                    stamp.queries(),
                    validation.em(),
                    TuneDataset.dollars(validation.spent(stamp.queries())),
                    validation.deferral()));
            if (test != null) {
                lines.add(Messages.text(
                        "advice.line.test",
                        String.valueOf(split),
                        test.em(),
                        test.low(),
                        test.high(),
                        TuneDataset.dollars(test.spent(testQueries)),
                        test.deferral()));
            }
            lines.add(guarantee);
            lines.add(Messages.text("advice.origin." + stamp.origin()));
            return lines;
        }

        /** The goal with its bounds, for people. */
        public String goalText() {
            return AdviceWords.goal(stamp);
        }
    }

    /**
     * Finds.
     *
     * @throws UserFacingException for an unknown VLM or router, one in both pools, or a router without scores
     */
    public Report run(OpenDataset open, TuneDataset.Setting setting, Goal goal) {
        RouterInfo first = library.resolve(setting.first());
        String other = setting.second();
        RouterInfo second = other == null ? first : library.resolve(other);
        PricedCascade priced = PricedCascade.of(open, setting, first, second);
        DatasetTable table = priced.table();
        Cascade cascade = priced.cascade();
        Labels labels = open.editor().annotations().labels();
        ValidationQueries validation = ValidationQueries.of(List.of(first, second), open, setting.seed());
        Selection test = test(open);
        Selection unlabelled = test == null ? Selection.all(open.table().size()) : test;
        Advisor advisor = Advisor.of(table, labels, validation.rows(), unlabelled, cascade);
        Advisor.Advised advised = advisor.advise(goal);
        Replay replay = test == null ? null : Replay.of(table, labels, test, cascade);
        AdviceStamp stamp = new AdviceStamp(
                AdviceWords.name(goal),
                AdviceWords.bounds(goal),
                advised.cases(),
                advised.met(),
                first.sha256(),
                second.id() == first.id() ? null : second.sha256(),
                open.dataset().dataHash(),
                labels.corrections(),
                TuneDataset.name(validation.origin()),
                advisor.replay().size(),
                validation.seed(),
                LocalDate.now(clock).toString());
        return new Report(
                open.dataset().name(),
                open.dataset().simulated(),
                TuneDataset.stage(open, first, cascade.firstPool()),
                TuneDataset.stage(open, second, cascade.secondPool()),
                advised.met(),
                advised.tau(),
                AdviceWords.guarantee(stamp),
                advised.met() ? null : AdviceWords.unmet(goal, advised, advisor.replay()),
                Double.isNaN(advised.p()) ? null : advised.p(),
                rate(table, labels, validation.rows(), cascade, goal, advised.tau()),
                TuneDataset.point(open, advisor.replay().at(advised.tau())),
                test == null ? null : TEST,
                replay == null ? null : TuneDataset.point(open, replay.at(advised.tau())),
                replay == null ? 0 : replay.size(),
                test == null ? null : rate(table, labels, test, cascade, goal, advised.tau()),
                stamp);
    }

    private static @Nullable Rate rate(
            DatasetTable table, Labels labels, Selection rows, Cascade cascade, Goal goal, double tau) {
        Advisor.Counted counted = Advisor.bounded(goal, table, labels, rows, cascade, tau);
        return counted == null ? null : Rate.of(counted);
    }

    /** The test split's queries; null when there are none. */
    private static @Nullable Selection test(OpenDataset open) {
        var column = open.table().fields().get(Fields.SPLIT);
        return column == null || !column.values().contains(TEST) ? null : open.split(TEST);
    }
}
