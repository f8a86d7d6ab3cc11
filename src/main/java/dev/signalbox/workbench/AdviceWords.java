package dev.signalbox.workbench;

import dev.signalbox.evaluation.Replay;
import dev.signalbox.evaluation.risk.Advisor;
import dev.signalbox.evaluation.risk.Goal;
import dev.signalbox.text.Messages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goals by the names that the command line takes, and what is said about them to people. */
public final class AdviceWords {
    /** The probability with which a tested promise may fail, when nobody says. */
    public static final double DELTA = 0.1;

    private static final String BOUND = "bound";
    private static final String DELTA_NAME = "delta";

    private AdviceWords() {}

    /** What a goal is called. */
    public static String name(Goal goal) {
        return switch (goal) {
            case Goal.CheapestWithEm g -> "em";
            case Goal.BestUnderCost g -> "cost";
            case Goal.BestRankScore g -> "rank";
            case Goal.KeptWrong g -> "kept-wrong";
            case Goal.KeptError g -> "kept-error";
            case Goal.SureEm g -> "sure-em";
        };
    }

    /** What bounds it, by name. */
    static Map<String, Double> bounds(Goal goal) {
        Map<String, Double> bounds = new LinkedHashMap<>();
        bounds.put(
                BOUND,
                switch (goal) {
                    case Goal.CheapestWithEm g -> g.em();
                    case Goal.BestUnderCost g -> g.dollars();
                    case Goal.BestRankScore g -> g.beta();
                    case Goal.KeptWrong g -> g.alpha();
                    case Goal.KeptError g -> g.alpha();
                    case Goal.SureEm g -> g.em();
                });
        Double delta = switch (goal) {
            case Goal.KeptError g -> g.delta();
            case Goal.SureEm g -> g.delta();
            default -> null;
        };
        if (delta != null) {
            bounds.put(DELTA_NAME, delta);
        }
        return bounds;
    }

    /** The goal of a name and a bound; empty when there is none of that name or the bound is out of its range. */
    public static Optional<Goal> goal(String name, double bound, double delta) {
        try {
            return Optional.ofNullable(
                    switch (name) {
                        case "em" -> new Goal.CheapestWithEm(bound);
                        case "cost" -> new Goal.BestUnderCost(bound);
                        case "rank" -> new Goal.BestRankScore(bound);
                        case "kept-wrong" -> new Goal.KeptWrong(bound);
                        case "kept-error" -> new Goal.KeptError(bound, delta);
                        case "sure-em" -> new Goal.SureEm(bound, delta);
                        default -> null;
                    });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The goal of a stamp, for people; its name when this program does not know it. */
    public static String goal(AdviceStamp stamp) {
        return Messages.has("advice.goal." + stamp.goal())
                ? Messages.text("advice.goal." + stamp.goal(), bound(stamp, BOUND), 1 - bound(stamp, DELTA_NAME))
                : stamp.goal();
    }

    /** The same in two words, for a table. */
    public static String brief(AdviceStamp stamp) {
        return Messages.has("advice.brief." + stamp.goal())
                ? Messages.text("advice.brief." + stamp.goal(), bound(stamp, BOUND))
                : stamp.goal();
    }

    private static double bound(AdviceStamp stamp, String name) {
        return Objects.requireNonNullElse(stamp.bounds().get(name), 0.0);
    }

    /** What advice promises, in a sentence for people. */
    public static String guarantee(AdviceStamp stamp) {
        if (!stamp.met()) {
            return Messages.text("advice.sure.not");
        }
        return Messages.has("advice.sure." + stamp.goal())
                ? Messages.text(
                        "advice.sure." + stamp.goal(), bound(stamp, BOUND), 1 - bound(stamp, DELTA_NAME), stamp.cases())
                : Messages.text("advice.sure.none");
    }

    static String unmet(Goal goal, Advisor.Advised advised, Replay validation) {
        var point = validation.at(advised.tau());
        return switch (goal) {
            case Goal.CheapestWithEm g -> Messages.text("advice.unmet.em", g.em(), point.em());
            case Goal.BestUnderCost g ->
                point.priced() == 0 && validation.at(1).priced() == 0
                        ? Messages.text("advice.unmet.cost.unknown")
                        : Messages.text("advice.unmet.cost", g.dollars(), Advisor.spent(point));
            case Goal.BestRankScore g -> Messages.text("advice.unmet.cost.unknown");
            case Goal.KeptWrong g -> Messages.text("advice.unmet.needed", advised.needed(), advised.cases());
            case Goal.KeptError g -> tested(advised);
            case Goal.SureEm g -> tested(advised);
        };
    }

    private static String tested(Advisor.Advised advised) {
        return advised.cases() < advised.needed() || Double.isNaN(advised.p())
                ? Messages.text("advice.unmet.needed", advised.needed(), advised.cases())
                : Messages.text("advice.unmet.test", advised.risk(), advised.cases(), advised.p());
    }

    /** Why advice no longer stands, for people; null while it does. */
    public static @Nullable String stale(java.util.Set<AdviceStamp.Change> changes) {
        if (changes.isEmpty()) {
            return null;
        }
        return Messages.text(
                "advice.stale",
                String.join(
                        ", ",
                        changes.stream()
                                .map(change -> Messages.text(
                                        "advice.stale." + change.name().toLowerCase(java.util.Locale.ROOT)))
                                .toList()));
    }
}
