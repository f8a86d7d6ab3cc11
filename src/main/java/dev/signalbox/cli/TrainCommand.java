package dev.signalbox.cli;

import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.router.engine.ArmsTrainer;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TrainRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description = {
            "Train an ARMS router on the train split of a dataset and keep the checkpoint that was best on",
            "validation queries. The same seed on the same machine gives the same checkpoint, also when the run was",
            "killed and resumed."
        })
final class TrainCommand extends WorkspaceCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Option(names = "--dataset", paramLabel = "N", description = "The dataset’s name or number.")
    private @Nullable String dataset;

    @Option(names = "--preset", defaultValue = "tiny", description = "tiny or full. Default: ${DEFAULT-VALUE}.")
    private String preset = "tiny";

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--epochs", description = "At most so many passes over the data. Default: the preset’s.")
    private @Nullable Integer epochs;

    @Option(
            names = "--strategy",
            description = {
                "initial: from nothing. independent: from nothing, for the VLMs that --from does not know. head, all,",
                "replay: go on from --from with labels of VLMs that are new to it, moving only the head, or every"
                        + " weight,",
                "or every weight with a share of old labels. Default: initial."
            })
    private @Nullable String strategy;

    @Option(
            names = "--from",
            paramLabel = "R",
            description = "A router’s name or folder, for every strategy but initial.")
    private @Nullable String from;

    @Option(
            names = "--encoders",
            paramLabel = "R",
            split = ",",
            description = {
                "Begin with the encoders of a router (by name, folder, or sample) or with public ones: DistilBERT or"
                        + " BERT, a comma,",
                "CLIP, each by its folder or a name that models list shows. They bring their own size and tokeniser."
                        + " Default: drawn by the seed."
            })
    private List<String> encoders = List.of();

    @Option(
            names = "--cached",
            description = {
                "Keep the encoders as they are and compute their vectors once, so that a step is the head alone: the"
                        + " same as",
                "--set tuneText=false --set tuneImage=false --set shift=0."
            })
    private boolean cached;

    @Option(
            names = "--vlms",
            paramLabel = "ID",
            split = ",",
            description = "Learn about these VLMs only: ids, free, paid. Default: all of the dataset.")
    private List<String> vlms = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = {
                "Change a setting by the name that it has in training.json, such as --set clip=3",
                "--set expertForm=CONCAT --set text.layers=4 --set accumulate=4 --set dropUnsolvable=true."
            })
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in a JSON file, such as the options of another training.json; --set goes over it.")
    private @Nullable Path config;

    @Option(
            names = "--make-split",
            description = {
                "Where the dataset’s own split has no train (only test, as VHELM’s): learn from about four fifths of"
                        + " its queries,",
                "chosen by picture and key, and judge on the others. Refused where there is a train split."
            })
    private boolean makeSplit;

    @Option(names = "--out", paramLabel = "DIR", description = "The checkpoint’s folder.")
    private @Nullable Path out;

    @Option(names = "--fresh", description = "Give up an unfinished run in the folder and begin anew.")
    private boolean fresh;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with the unfinished run in this folder; everything else is as it began.")
    private @Nullable Path resume;

    /** Public encoders by their folders. */
    private List<String> begin() {
        return encoders.size() != 2
                ? encoders
                : encoders.stream()
                        .map(encoder ->
                                encoders().use(encoder, console().progress()).toString())
                        .toList();
    }

    @Override
    public Integer call() throws IOException {
        if (resume == null && (dataset == null || out == null)) {
            throw new CommandLine.ParameterException(spec.commandLine(), Messages.text("cli.train.what"));
        }
        Path folder = Objects.requireNonNull(resume == null ? out : resume);
        try (Workspace workspace = openWorkspace()) {
            TrainRouter training = new TrainRouter(workspace, installation().home());
            TrainRouter.Report report = resume == null
                    ? begin(workspace, training, Objects.requireNonNull(dataset), folder)
                    : training.resume(folder, console().progress(), TrainingListener.NONE);
            result(report, report.lines());
            return 0;
        } catch (CancellationException e) {
            console()
                    .note(Messages.text(
                            ArmsTrainer.unfinished(folder) == null ? "cli.train.stopped" : "cli.train.resumable",
                            folder));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private TrainRouter.Report begin(Workspace workspace, TrainRouter training, String name, Path folder)
            throws IOException {
        TrainRouter.Request request =
                new TrainRouter.Request(preset, settings(), from, vlms, begin(), makeSplit, folder);
        OpenDataset open = OpenDataset.open(workspace, dataset(workspace, name));
        if (fresh) {
            ArmsTrainer.discard(folder);
        }
        return training.run(open, request, console().progress(), TrainingListener.NONE);
    }

    /** The file's settings, then what has an option of its own, then what was set by name. */
    private SequencedMap<String, String> settings() {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        if (config != null) {
            try {
                all.putAll(TrainingSettings.read(config));
            } catch (IOException e) {
                throw new UserFacingException("training.setting.file", e, config, String.valueOf(e.getMessage()));
            }
        }
        if (given("--seed") || !all.containsKey("seed")) {
            all.put("seed", Long.toString(seed));
        }
        if (epochs != null) {
            all.put("epochs", epochs.toString());
        }
        if (strategy != null) {
            all.put("strategy", strategy);
        }
        if (cached) {
            all.put("tuneText", "false");
            all.put("tuneImage", "false");
            all.put("shift", "0");
        }
        all.putAll(settings);
        return all;
    }

    private boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }
}
