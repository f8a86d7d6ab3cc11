package dev.signalbox.evaluation.frontier;

import dev.signalbox.evaluation.Outcomes;
import java.util.Arrays;

/** The sums of {@link Tally} kept up to date while single queries change their VLM. */
final class Running {
    private final Outcomes outcomes;
    private final double[] parameters;
    private final double[] costs;
    private final Rates rates;
    private final int queries;
    private int size;
    private int judged;
    private int correct;
    private int priced;
    private double dollars;
    /** What rounding took from {@link #dollars}: a hundred thousand steps must not add up to a visible error. */
    private double lost;

    Running(Outcomes outcomes, int[] choice, int capacity) {
        this.outcomes = outcomes;
        queries = choice.length;
        parameters = new double[capacity];
        costs = new double[capacity];
        rates = new Rates(capacity);
        for (int i = 0; i < choice.length; i++) {
            if (choice[i] >= 0) {
                count(i, choice[i], 1);
            }
        }
    }

    void replace(int query, int from, int to) {
        if (from >= 0) {
            count(query, from, -1);
        }
        count(query, to, 1);
    }

    private void count(int query, int place, int sign) {
        byte label = outcomes.quality()[place][query];
        if (label >= 0) {
            judged += sign;
            correct += sign * label;
        }
        double cost = outcomes.cost()[place][query];
        if (!Double.isNaN(cost)) {
            priced += sign;
            double term = sign * cost - lost;
            double sum = dollars + term;
            lost = sum - dollars - term;
            dollars = sum;
        }
    }

    /** Notes where the sums stand as the point of a parameter. */
    void mark(double parameter) {
        parameters[size] = parameter;
        costs[size] = priced == 0 ? Double.NaN : dollars / queries;
        rates.judged()[size] = judged;
        rates.right()[size] = correct;
        size++;
    }

    Points points() {
        return new Points(Arrays.copyOf(parameters, size), Arrays.copyOf(costs, size), rates().quality());
    }

    /** By point. */
    Rates rates() {
        return rates.upTo(size);
    }
}
