package dev.signalbox.ui.train;

import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.TrainingPlan;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.router.arms.TrainingSettings.Setting;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TrainRouter;
import dev.signalbox.workbench.TrainingRuns;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks through a form: what is wrong at which field, and what the run would do. Beside the UI thread. */
final class SetupCheck {
    /**
     * What stands in the form.
     *
     * @param encoders whose encoders are taken over
     * @param vlms     ids of those that are ticked
     * @param makeSplit whether a split is made where the dataset's own has no “train”
     * @param changed settings that differ from their defaults, as written
     */
    record Form(
            OpenDataset open,
            DatasetIndex index,
            String name,
            String preset,
            Strategy strategy,
            @Nullable RouterInfo from,
            Lender encoders,
            List<String> vlms,
            boolean makeSplit,
            String seed,
            SequencedMap<String, String> changed) {
        /** What to train. */
        TrainRouter.Request request() {
            SequencedMap<String, String> settings = new LinkedHashMap<>();
            settings.put("seed", seed.strip());
            if (strategy != Strategy.INITIAL) {
                settings.put("strategy", strategy.name().toLowerCase(Locale.ROOT));
            }
            changed.forEach(settings::putIfAbsent);
            boolean all = vlms.size() == open.dataset().vlms().size();
            String origin = from == null ? null : from.name();
            Path out = TrainingRuns.folder(open.workspace(), name);
            return new TrainRouter.Request(
                    preset,
                    settings,
                    origin,
                    all ? List.of() : vlms,
                    encoders.asked(),
                    makeSplit && !open.hasTrain(),
                    out);
        }
    }

    /**
     * What was found.
     *
     * @param standards     every setting at its default for this preset, strategy and router; empty when they are unknown
     * @param nameProblem   empty when the name does
     * @param fieldProblems by the setting's full name
     * @param problem       what no field is to blame for, or null
     * @param plan          null while something is wrong
     */
    record Outcome(
            Form form,
            List<Setting> standards,
            DataFacts facts,
            String nameProblem,
            Map<String, String> fieldProblems,
            @Nullable Problem problem,
            @Nullable TrainingPlan plan) {}

    private SetupCheck() {}

    static Outcome of(Form form, TrainRouter training) {
        int[] columns = form.vlms().stream()
                .mapToInt(id -> form.open().dataset().column(id))
                .toArray();
        DataFacts facts = DataFacts.of(form.index(), columns);
        String objection = TrainingRuns.objection(form.open().workspace(), form.name());
        String nameProblem = objection == null ? "" : Messages.text(objection);
        List<Setting> standards = List.of();
        Map<String, String> wrong = Map.of();
        Problem problem = null;
        TrainingPlan plan = null;
        try {
            TrainRouter.Request request = form.request();
            String strategy = form.strategy().name();
            TrainingOptions base = training.defaults(form.preset(), strategy, request.from());
            standards = TrainingSettings.describe(base);
            wrong = problems(base, request.settings());
            if (form.vlms().isEmpty()) {
                throw new UserFacingException("train.novlm");
            }
            if (wrong.isEmpty()) {
                plan = training.plan(form.open(), request);
            }
        } catch (UserFacingException e) {
            problem = Problem.of(e);
        }
        return new Outcome(form, standards, facts, nameProblem, wrong, problem, plan);
    }

    /**
     * What is wrong with settings, each at its own name. A rule that several break together stands at those that it
     * names, else at those that break it alone.
     */
    private static Map<String, String> problems(TrainingOptions base, SequencedMap<String, String> settings) {
        Map<String, String> unreadable = new LinkedHashMap<>();
        Map<String, String> alone = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            try {
                TrainingSettings.apply(base, Map.of(name, value));
            } catch (UserFacingException e) {
                boolean rule = e.code().equals("training.setting.rule");
                (rule ? alone : unreadable).put(name, rule ? rule(e) : e.getMessage());
            }
        });
        if (!unreadable.isEmpty()) {
            return unreadable;
        }
        try {
            TrainingSettings.apply(base, settings);
            return Map.of();
        } catch (UserFacingException e) {
            Map<String, String> named = new LinkedHashMap<>();
            settings.keySet().stream().filter(name -> names(rule(e), name)).forEach(name -> named.put(name, rule(e)));
            if (named.isEmpty() && alone.isEmpty()) {
                throw e;
            }
            return named.isEmpty() ? alone : named;
        }
    }

    private static boolean names(String sentence, String setting) {
        String known = setting.startsWith("config.") ? setting.substring("config.".length()) : setting;
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(known) + "(?![\\w.])")
                .matcher(sentence)
                .find();
    }

    /** The broken rule itself: the innermost cause says it. */
    private static String rule(Throwable problem) {
        Throwable at = problem;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return Messages.text("train.rule", String.valueOf(at.getMessage()));
    }
}
