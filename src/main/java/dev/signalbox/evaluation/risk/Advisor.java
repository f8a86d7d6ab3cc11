package dev.signalbox.evaluation.risk;

import dev.signalbox.evaluation.Cascade;
import dev.signalbox.evaluation.Outcomes;
import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.frontier.CostBounds;
import dev.signalbox.evaluation.frontier.RankScore;
import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.DatasetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Finds the threshold of a cascade that serves a goal on calibration queries. */
public final class Advisor {
    /** Thresholds that Learn-then-Test goes through: few enough that chance seldom ends the sequence early. */
    private static final int STEPS = 50;
    /**
     * A test begins where so many times the queries are to be expected that it needs without any error, or a third of all if
     * that is fewer: with fewer, chance alone would end the sequence at its first step.
     */
    private static final int ROOM = 5;

    private final Replay replay;
    private final FirstChoices judged;
    private final FirstChoices others;

    private final CostBounds bounds;

    private Advisor(Replay replay, FirstChoices judged, FirstChoices others, CostBounds bounds) {
        this.replay = replay;
        this.bounds = bounds;
        this.judged = judged;
        this.others = others;
    }

    /**
     * Prepares.
     *
     * @param calibration queries that no router of the cascade has learnt from
     * @param unlabelled  other queries like them; of these only the confidences are looked at
     */
    public static Advisor of(
            DatasetTable table, Labels labels, Selection calibration, Selection unlabelled, Cascade cascade) {
        return new Advisor(
                Replay.of(table, labels, calibration, cascade),
                FirstChoices.of(table, labels, calibration, cascade).judged(),
                FirstChoices.of(table, labels, unlabelled.minus(calibration), cascade),
                CostBounds.of(Outcomes.of(table, labels, calibration, cascade.pool())));
    }

    /** The calibration queries. */
    public Replay replay() {
        return replay;
    }

    /**
     * What was found.
     *
     * @param met    false when no threshold serves the goal; the threshold is then the one that comes closest to it
     * @param tau    0..1, with as few decimals as mean the same
     * @param risk   what the guarantee is about, on the calibration queries; NaN without a guarantee
     * @param cases  the queries that the guarantee was made from; 0 without one
     * @param needed how many of them it takes before such a guarantee is possible at all; 0 without one
     * @param p      of the last threshold that held, or of the first one when none did; NaN without tests
     */
    public record Advised(boolean met, double tau, double risk, int cases, int needed, double p) {
        static Advised plain(boolean met, double tau) {
            return new Advised(met, tau, Double.NaN, 0, 0, Double.NaN);
        }
    }

    /** Finds. */
    public Advised advise(Goal goal) {
        return switch (goal) {
            case Goal.CheapestWithEm wanted -> cheapest(wanted.em());
            case Goal.BestUnderCost wanted -> underCost(wanted.dollars());
            case Goal.BestRankScore wanted -> rankScore(wanted.beta());
            case Goal.KeptWrong wanted -> keptWrong(wanted.alpha());
            case Goal.KeptError wanted -> keptError(wanted.alpha(), wanted.delta());
            case Goal.SureEm wanted -> sureEm(wanted.em(), wanted.delta());
        };
    }

    /** How often something happened. */
    public record Counted(int count, int of) {
        public double rate() {
            return of == 0 ? 0 : (double) count / of;
        }
    }

    /**
     * What a goal bounds, counted on any queries at a threshold: right answers, wrong ones that were kept among all, or wrong
     * ones among those kept. Null for a goal that bounds a cost.
     */
    public static @Nullable Counted bounded(
            Goal goal, DatasetTable table, Labels labels, Selection rows, Cascade cascade, double tau) {
        return switch (goal) {
            case Goal.CheapestWithEm g -> em(table, labels, rows, cascade, tau);
            case Goal.SureEm g -> em(table, labels, rows, cascade, tau);
            case Goal.BestUnderCost g -> null;
            case Goal.BestRankScore g -> null;
            case Goal.KeptWrong g -> {
                FirstChoices judged =
                        FirstChoices.of(table, labels, rows, cascade).judged();
                yield new Counted(judged.wrong(tau), judged.size());
            }
            case Goal.KeptError g -> {
                FirstChoices judged =
                        FirstChoices.of(table, labels, rows, cascade).judged();
                yield new Counted(judged.wrong(tau), judged.kept(tau));
            }
        };
    }

    private static Counted em(DatasetTable table, Labels labels, Selection rows, Cascade cascade, double tau) {
        ReplayPoint point = Replay.of(table, labels, rows, cascade).at(tau);
        return new Counted(point.correct(), point.judged());
    }

    private Advised cheapest(double em) {
        boolean priced = priced();
        ReplayPoint found = best(point -> point.em() >= em ? -(priced ? spent(point) : point.deferral()) : Double.NaN);
        return found == null ? plain(false, best(ReplayPoint::em)) : plain(true, found);
    }

    private Advised underCost(double dollars) {
        if (!priced()) {
            return Advised.plain(false, 0);
        }
        ReplayPoint found = best(point -> spent(point) <= dollars ? point.em() : Double.NaN);
        return found == null ? plain(false, best(point -> -spent(point))) : plain(true, found);
    }

    private Advised rankScore(double beta) {
        RankScore score = new RankScore(beta);
        ReplayPoint found = best(point -> score.of(point.em(), spent(point), bounds));
        return found == null ? Advised.plain(false, 0) : plain(true, found);
    }

    private boolean priced() {
        return replay.at(0).priced() > 0 || replay.at(1).priced() > 0;
    }

    /**
     * US dollars a query as far as costs are known: over all queries, since the mean over those with a known cost would
     * not fall when fewer of them are sent to a VLM that costs something.
     */
    public static double spent(ReplayPoint point) {
        return point.queries() == 0 ? 0 : point.cost() / point.queries();
    }

    private Advised plain(boolean met, @Nullable ReplayPoint point) {
        return Advised.plain(met, point == null ? 0 : replay.shortest(point.tau()));
    }

    /** The point of the highest value, the lowest such threshold; NaN is out. */
    private @Nullable ReplayPoint best(ToDoubleFunction<ReplayPoint> value) {
        ReplayPoint best = null;
        double top = Double.NaN;
        for (double tau : replay.thresholds()) {
            ReplayPoint point = replay.at(tau);
            double here = value.applyAsDouble(point);
            if (here > top || Double.isNaN(top) && !Double.isNaN(here)) {
                best = point;
                top = here;
            }
        }
        return best;
    }

    private Advised keptWrong(double alpha) {
        List<ConformalRisk.Case> cases = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            cases.add(new ConformalRisk.Case(
                    judged.confidence()[i], judged.label()[i] == Correctness.WRONG.code() ? 1 : 0));
        }
        ConformalRisk.Outcome outcome = ConformalRisk.control(cases, alpha);
        // Rounded up at most: the loss only falls.
        double tau = outcome.possible() ? replay.shortest(outcome.tau()) : 1;
        return new Advised(outcome.possible(), tau, outcome.risk(), outcome.queries(), outcome.needed(), Double.NaN);
    }

    private Advised keptError(double alpha, double delta) {
        int needed = LearnThenTest.needed(alpha, delta);
        int enough = Math.max(needed, Math.min(ROOM * needed, judged.size() / 3));
        List<LearnThenTest.Trial> trials = new ArrayList<>();
        for (double tau : grid()) {
            double share = others.size() == 0 ? 1 : (double) others.kept(tau) / others.size();
            if (share * judged.size() >= enough) {
                trials.add(new LearnThenTest.Trial(tau, judged.kept(tau), judged.wrong(tau)));
            }
        }
        return tested(trials, alpha, delta, needed);
    }

    private Advised sureEm(double em, double delta) {
        List<LearnThenTest.Trial> trials = new ArrayList<>();
        for (double tau : grid()) {
            ReplayPoint point = replay.at(tau);
            trials.add(new LearnThenTest.Trial(tau, point.judged(), point.judged() - point.correct()));
        }
        return tested(trials, 1 - em, delta, LearnThenTest.needed(1 - em, delta));
    }

    private static Advised tested(List<LearnThenTest.Trial> trials, double alpha, double delta, int needed) {
        LearnThenTest.Outcome outcome = LearnThenTest.fixedSequence(trials, LearnThenTest.Test.BINOMIAL, alpha, delta);
        LearnThenTest.Trial boldest = outcome.boldest();
        if (boldest != null) {
            double p = outcome.tested().get(outcome.valid() - 1).p();
            return new Advised(true, boldest.tau(), boldest.risk(), boldest.queries(), needed, p);
        }
        if (trials.isEmpty()) {
            return new Advised(false, 1, Double.NaN, 0, needed, Double.NaN);
        }
        LearnThenTest.Tested first = outcome.tested().getFirst();
        return new Advised(
                false, first.trial().tau(), first.trial().risk(), first.trial().queries(), needed, first.p());
    }

    /**
     * Thresholds from 1 down to 0 that are tested in this order: quantiles of the confidences on the other queries, whose
     * labels are not looked at, so that the order is fixed before the calibration queries are seen.
     */
    private double[] grid() {
        TreeSet<Double> taus = new TreeSet<>(List.of(0.0, 1.0));
        for (int step = 1; step < STEPS; step++) {
            double exact = others.size() == 0
                    ? (double) step / STEPS
                    : others.confidence()[(int) ((long) others.size() * step / STEPS)];
            taus.add(Math.clamp(Math.ceil(exact * 1000) / 1000, 0, 1));
        }
        double[] falling = new double[taus.size()];
        int i = 0;
        for (double tau : taus.descendingSet()) {
            falling[i++] = tau;
        }
        return falling;
    }
}
