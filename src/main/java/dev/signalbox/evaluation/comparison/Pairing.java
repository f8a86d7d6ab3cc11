package dev.signalbox.evaluation.comparison;

import org.jspecify.annotations.Nullable;

/** Sums over queries of what two ways of choosing gave; those on which either is not known are left out. */
final class Pairing {
    private int members;
    private int queries;
    private int better;
    private int worse;
    private double first;
    private double second;
    private boolean decided = true;

    /** @param a the first's quality, NaN unknown */
    void add(double a, double b) {
        members++;
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return;
        }
        queries++;
        first += a;
        second += b;
        better += a > b ? 1 : 0;
        worse += a < b ? 1 : 0;
        decided &= a == Math.rint(a) && b == Math.rint(b);
    }

    int members() {
        return members;
    }

    int queries() {
        return queries;
    }

    double first() {
        return queries == 0 ? Double.NaN : first / queries;
    }

    double second() {
        return queries == 0 ? Double.NaN : second / queries;
    }

    double difference() {
        return queries == 0 ? Double.NaN : (first - second) / queries;
    }

    /** Null when a quality was neither right nor wrong. */
    @Nullable
    McNemar mcNemar() {
        return decided ? McNemar.of(queries, better, worse) : null;
    }
}
