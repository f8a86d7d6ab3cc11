package dev.signalbox.evaluation.risk;

/** What a threshold is wanted for. */
public sealed interface Goal {
    /**
     * The lowest known cost a query at an EM of at least this; the fewest deferrals where no cost is known.
     */
    record CheapestWithEm(double em) implements Goal {
        public CheapestWithEm {
            rate(em);
        }
    }

    /** The highest EM at a known cost of at most this many US dollars a query. */
    record BestUnderCost(double dollars) implements Goal {
        public BestUnderCost {
            if (!(dollars >= 0)) {
                throw new IllegalArgumentException("A cost of " + dollars);
            }
        }
    }

    /**
     * The highest {@link dev.signalbox.evaluation.frontier.RankScore}, between the mean costs of the cheapest and the dearest
     * VLM on the calibration queries.
     *
     * @param beta the weight of cheapness, over 0
     */
    record BestRankScore(double beta) implements Goal {
        public BestRankScore {
            if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("A weight of " + beta);
            }
        }
    }

    /**
     * The most choices kept while the expected share of queries whose first choice is kept and wrong is at most alpha
     * ({@link ConformalRisk}).
     */
    record KeptWrong(double alpha) implements Goal {
        public KeptWrong {
            open(alpha);
        }
    }

    /**
     * The most choices kept while, with a probability of at least 1 - delta, at most a share alpha of the kept ones is wrong
     * ({@link LearnThenTest}).
     */
    record KeptError(double alpha, double delta) implements Goal {
        public KeptError {
            open(alpha);
            open(delta);
        }
    }

    /**
     * The fewest deferrals of which, with a probability of at least 1 - delta, EM is at least this ({@link LearnThenTest}).
     */
    record SureEm(double em, double delta) implements Goal {
        public SureEm {
            open(em);
            open(delta);
        }
    }

    private static void rate(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("A rate of " + value);
        }
    }

    private static void open(double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("A probability of " + value);
        }
    }
}
