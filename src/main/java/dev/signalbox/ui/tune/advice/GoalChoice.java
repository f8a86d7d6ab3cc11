package dev.signalbox.ui.tune.advice;

import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.evaluation.risk.Advisor;
import dev.signalbox.ui.tune.Study;

/** The goals that can be chosen, how their bound is written, and a bound to begin with. */
enum GoalChoice {
    CHEAPEST("em", Unit.PERCENT, false),
    BUDGET("cost", Unit.DOLLARS, false),
    RANK("rank", Unit.NUMBER, false),
    KEPT_WRONG("kept-wrong", Unit.PERCENT, false),
    KEPT_ERROR("kept-error", Unit.PERCENT, true),
    SURE_EM("sure-em", Unit.PERCENT, true);

    /** How a bound is written. */
    enum Unit {
        /** Percent of a rate of 0..1. */
        PERCENT(100),
        /** US dollars for 1,000 queries, of US dollars a query. */
        DOLLARS(1000),
        NUMBER(1);

        private final double factor;

        Unit(double factor) {
            this.factor = factor;
        }

        double shown(double bound) {
            return bound * factor;
        }

        double bound(double shown) {
            return shown / factor;
        }
    }

    private final String goal;
    private final Unit unit;
    private final boolean tested;

    GoalChoice(String goal, Unit unit, boolean tested) {
        this.goal = goal;
        this.unit = unit;
        this.tested = tested;
    }

    /** The name that the command line takes; part of message keys. */
    String goal() {
        return goal;
    }

    Unit unit() {
        return unit;
    }

    /** True when a probability of failure belongs to it. */
    boolean tested() {
        return tested;
    }

    /** A bound that can be met in most studies: a little less than the best on the queries in hand. */
    double start(Study study) {
        ReplayPoint best = study.replay().at(study.bestTau());
        return switch (this) {
            case CHEAPEST -> percent(best.em() - 0.05);
            case SURE_EM -> percent(best.em() - 0.15);
            case BUDGET ->
                money(Math.max(Advisor.spent(best), Advisor.spent(study.replay().at(1))) / 2);
            case RANK -> 0.1;
            case KEPT_WRONG -> 0.1;
            case KEPT_ERROR -> 0.35;
        };
    }

    private static double percent(double rate) {
        return Math.clamp(Math.floor(rate * 100) / 100, 0.01, 0.99);
    }

    /** Two figures are enough. */
    private static double money(double dollars) {
        if (!(dollars > 0)) {
            return 0.001;
        }
        double scale = Math.pow(10, 1 - Math.floor(Math.log10(dollars)));
        return Math.round(dollars * scale) / scale;
    }
}
