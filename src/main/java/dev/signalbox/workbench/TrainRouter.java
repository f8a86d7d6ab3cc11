package dev.signalbox.workbench;

import dev.signalbox.model.Dataset;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.Encoders;
import dev.signalbox.router.TrainingJob;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingPlan;
import dev.signalbox.router.TrainingReport;
import dev.signalbox.router.TrainingReport.Forgetting;
import dev.signalbox.router.TrainingReport.Parts;
import dev.signalbox.router.TrainingReport.Quality;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.router.engine.ArmsTrainer;
import dev.signalbox.router.engine.Checkpoints;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Trains a router on a dataset's train split, with the labels in force. */
public final class TrainRouter {
    private static final String PLAIN = "[\\w.,+-]+";

    private final Workspace workspace;
    private final RouterLibrary routers;

    /** @param home the tree that holds {@code resources/models} */
    public TrainRouter(Workspace workspace, Path home) {
        this.workspace = workspace;
        this.routers = new RouterLibrary(workspace, home);
    }

    /**
     * What to train.
     *
     * @param preset   {@code tiny} or {@code full}: the network and recipe that everything else changes
     * @param settings by name, see {@link TrainingSettings}; a later one wins
     * @param from     the router that the strategy starts from, or whose VLMs it leaves alone; null for none
     * @param vlms     ids of VLMs, {@code free}, {@code paid}; empty for all of the dataset
     * @param encoders of a strategy that begins anew: none for its own; a router; or the folders of a public text and
     *                 a public image encoder
     * @param makeSplit true to set about one fifth of the queries aside as the test where the dataset's own split has no “train”
     * @param out      the checkpoint's folder
     */
    public record Request(
            String preset,
            SequencedMap<String, String> settings,
            @Nullable String from,
            List<String> vlms,
            List<String> encoders,
            boolean makeSplit,
            Path out) {
        public Request(
                String preset,
                SequencedMap<String, String> settings,
                @Nullable String from,
                List<String> vlms,
                Path out) {
            this(preset, settings, from, vlms, List.of(), false, out);
        }

        public Request {
            encoders = List.copyOf(encoders);
            settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
            vlms = List.copyOf(vlms);
        }
    }

    /** What came out; EM on test queries stands beside the simplest alternatives. */
    public record Report(
            String router,
            String checkpoint,
            String strategy,
            long seed,
            int epochs,
            int bestEpoch,
            Parts parts,
            Quality validation,
            Quality test,
            @Nullable Forgetting forgetting,
            boolean splitMade,
            boolean simulated) {
        /** For people. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>(List.of(
                    Messages.text("workbench.trained", router, bestEpoch, epochs, checkpoint),
                    Messages.text(
                            "workbench.trained.parts",
                            parts.train(),
                            parts.validation(),
                            parts.test(),
                            parts.labels(),
                            parts.replayed())));
            if (splitMade) {
                lines.add(Messages.text("workbench.trained.split"));
            }
            if (parts.shared() > 0) {
                lines.add(Messages.text("workbench.trained.shared", parts.shared()));
            }
            if (parts.unsolvable() > 0) {
                lines.add(Messages.text("workbench.trained.kept", parts.unsolvable(), parts.kept()));
            }
            lines.add(Messages.text(
                    "workbench.trained.test",
                    test.queries(),
                    test.em(),
                    test.bestSingle(),
                    test.single(),
                    test.random(),
                    test.oracle()));
            if (forgetting != null) {
                lines.add(Messages.text(
                        "workbench.trained.forgetting",
                        forgetting.queries(),
                        forgetting.before(),
                        forgetting.after(),
                        String.join(", ", forgetting.vlms())));
            }
            return List.copyOf(lines);
        }
    }

    /** Trains and registers the checkpoint. */
    public Report run(OpenDataset open, Request request, Progress progress, TrainingListener listener) {
        OpenDataset data = open.toLearnFrom(request.makeSplit());
        return keep(
                data,
                request.out(),
                folder -> ArmsTrainer.train(job(data, request), new LearningData(data), folder, progress, listener));
    }

    /** What {@link #run} would do; takes a moment and touches nothing. */
    public TrainingPlan plan(OpenDataset open, Request request) {
        try {
            return ArmsTrainer.plan(job(open, request), new LearningData(open.toLearnFrom(request.makeSplit())));
        } catch (IOException e) {
            throw new UserFacingException("router.unreadable", e, request.out(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * What the settings are before any of them is changed.
     *
     * @param strategy by name
     * @param from     the router that the strategy goes on from; null for none
     */
    public TrainingOptions defaults(String preset, String strategy, @Nullable String from) {
        try {
            return base(preset, strategy, from == null ? null : checkpoint(from));
        } catch (IOException e) {
            throw new UserFacingException("router.unreadable", e, String.valueOf(from), String.valueOf(e.getMessage()));
        }
    }

    private Path checkpoint(String router) {
        return routers.resolve(router).checkpoint();
    }

    private TrainingJob job(OpenDataset open, Request request) throws IOException {
        Path from = request.from() == null ? null : checkpoint(request.from());
        TrainingOptions base = base(request.preset(), request.settings().get("strategy"), from);
        return new TrainingJob(
                TrainingSettings.apply(base, request.settings()),
                command(open.dataset().name(), request),
                from,
                vlms(open, request.vlms()),
                encoders(request.encoders()));
    }

    /**
     * Goes on with a run that was stopped or died, as if nothing had happened.
     *
     * @param out the folder that it was to fill; its dataset has to be in the workspace
     */
    public Report resume(Path out, Progress progress, TrainingListener listener) {
        try {
            ArmsTrainer.Unfinished run = ArmsTrainer.unfinished(out);
            if (run == null) {
                throw new UserFacingException("router.training.noresume", out);
            }
            Dataset dataset = workspace.datasets().list().stream()
                    .filter(d -> d.dataHash().equals(run.run().dataHash()))
                    .min(Comparator.comparing(d -> !d.name().equals(run.run().data())))
                    .orElseThrow(() -> new UserFacingException(
                            "router.training.nodata", run.run().data()));
            OpenDataset whole = OpenDataset.open(workspace, dataset);
            // A run on data without a train split can only have begun with a made one.
            OpenDataset open = whole.toLearnFrom(!whole.hasTrain());
            return keep(open, out, folder -> ArmsTrainer.resume(new LearningData(open), folder, progress, listener));
        } catch (IOException e) {
            throw new UserFacingException("router.unreadable", e, out, String.valueOf(e.getMessage()));
        }
    }

    private interface Training {
        TrainingReport run(Path folder) throws IOException;
    }

    private Report keep(OpenDataset open, Path out, Training training) {
        Path folder = out.toAbsolutePath().normalize();
        try {
            TrainingReport report = training.run(folder);
            RouterInfo info = routers.register(String.valueOf(folder.getFileName()), folder);
            return new Report(
                    info.name(),
                    folder.toString(),
                    report.options().strategy().name(),
                    report.options().seed(),
                    report.epochs().size(),
                    report.bestEpoch(),
                    report.parts(),
                    report.validation(),
                    report.test(),
                    report.forgetting(),
                    open.splitMade(),
                    open.dataset().simulated());
        } catch (IOException e) {
            throw new UserFacingException("router.unwritable", e, folder, String.valueOf(e.getMessage()));
        }
    }

    private Encoders encoders(List<String> asked) {
        return switch (asked.size()) {
            case 0 -> new Encoders.Fresh();
            case 1 -> new Encoders.OfRouter(routers.resolve(asked.getFirst()).checkpoint());
            case 2 -> new Encoders.Published(Path.of(asked.getFirst()), Path.of(asked.getLast()));
            default -> throw new UserFacingException("workbench.train.encoders", String.join(",", asked));
        };
    }

    private static TrainingOptions base(String preset, @Nullable String strategy, @Nullable Path from)
            throws IOException {
        TrainingOptions options = switch (preset) {
            case "tiny" -> TrainingOptions.tiny(1);
            case "full" -> TrainingOptions.full(1);
            default -> throw new UserFacingException("router.preset", preset);
        };
        if (strategy != null) {
            options = options.withStrategy(TrainingSettings.strategy(strategy));
        }
        if (from != null && options.strategy().incremental()) {
            options = options.withConfig(Checkpoints.network(from));
        }
        return options;
    }

    private static List<String> vlms(OpenDataset open, List<String> asked) {
        List<String> ids = new ArrayList<>();
        for (String name : asked) {
            List<String> pool = open.dataset().vlms().stream()
                    .filter(v -> v.pool().name().equalsIgnoreCase(name))
                    .map(Vlm::id)
                    .toList();
            ids.addAll(pool.isEmpty() ? List.of(name) : pool);
        }
        return ids;
    }

    /** What to type to train this again, up to the folder. */
    public static String command(String dataset, Request request) {
        StringBuilder line =
                new StringBuilder("signalbox train --dataset " + quoted(dataset) + " --preset " + request.preset());
        if (request.from() != null) {
            line.append(" --from ").append(quoted(request.from()));
        }
        if (!request.encoders().isEmpty()) {
            line.append(" --encoders ").append(quoted(String.join(",", request.encoders())));
        }
        if (!request.vlms().isEmpty()) {
            String vlms = String.join(",", request.vlms());
            line.append(" --vlms ").append(vlms.matches(PLAIN) ? vlms : quoted(vlms));
        }
        if (request.makeSplit()) {
            line.append(" --make-split");
        }
        request.settings().forEach((name, value) -> {
            boolean own = name.equals("seed") || name.equals("epochs") || name.equals("strategy");
            String shown = value.matches(PLAIN) ? value : quoted(value);
            line.append(own ? " --" + name + " " : " --set " + name + "=").append(shown);
        });
        return line.toString();
    }

    /** As a shell takes it for one word, whatever is in it. */
    public static String quoted(String text) {
        return '"' + text.replaceAll("([\\\\\"$`])", "\\\\$1") + '"';
    }
}
