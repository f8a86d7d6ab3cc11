package dev.signalbox.ui.evaluate;

import dev.signalbox.evaluation.comparison.Standing;
import dev.signalbox.text.Messages;

/** What ways of choosing are called. */
final class StandingWords {
    private StandingWords() {}

    static String name(Standing standing) {
        return switch (standing.kind()) {
            case ROUTER -> standing.name();
            case BEST_SINGLE -> Messages.text("evaluate.kind.best");
            case CHEAPEST -> Messages.text("evaluate.kind.cheapest");
            case RANDOM -> Messages.text("evaluate.kind.random");
            case DATASET_ORACLE -> Messages.text("evaluate.kind.dataset");
            case ORACLE -> Messages.text("evaluate.kind.oracle");
        };
    }

    /** The VLM or field behind a reference; empty where there is none. */
    static String detail(Standing standing) {
        return switch (standing.kind()) {
            case BEST_SINGLE, CHEAPEST -> standing.name();
            case DATASET_ORACLE -> Messages.text("evaluate.kind.dataset.by", standing.name());
            case ROUTER, RANDOM, ORACLE -> "";
        };
    }

    static String why(Standing standing) {
        return switch (standing.kind()) {
            case ROUTER -> Messages.text("evaluate.why.router");
            case BEST_SINGLE -> Messages.text("evaluate.why.best");
            case CHEAPEST -> Messages.text("evaluate.why.cheapest");
            case RANDOM -> Messages.text("evaluate.why.random");
            case DATASET_ORACLE -> Messages.text("evaluate.why.dataset");
            case ORACLE -> Messages.text("evaluate.why.oracle");
        };
    }
}
