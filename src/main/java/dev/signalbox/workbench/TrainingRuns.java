package dev.signalbox.workbench;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.TrainingHistory;
import dev.signalbox.router.engine.ArmsTrainer;
import dev.signalbox.router.engine.Checkpoints;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The training runs of a workspace: those that ended in a router, and those that can be resumed. */
public final class TrainingRuns {
    /** Where new routers go, below the workspace. */
    public static final String FOLDER = "routers";

    private static final int LONGEST = 60;
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private TrainingRuns() {}

    /**
     * A run.
     *
     * @param router  what came out, or null while it can be resumed
     * @param stopped where it stands, or null when it is finished
     */
    public record Run(
            String name,
            Path folder,
            @Nullable RouterInfo router,
            TrainingHistory history,
            @Nullable Stopped stopped) {}

    /** Where a run stands: the epoch under way, counted from 1, and steps that are kept. */
    public record Stopped(int epoch, int step) {}

    /** What could be resumed if it could be read. */
    public record Damaged(Path folder, String why) {}

    /** All of them: unfinished ones first, then the routers, newest first. */
    public record Listing(List<Run> runs, List<Damaged> damaged) {
        public Listing {
            runs = List.copyOf(runs);
            damaged = List.copyOf(damaged);
        }
    }

    /** Reads the records of a workspace's routers and looks for unfinished runs. Not for the UI thread. */
    public static Listing list(Workspace workspace) throws IOException {
        Map<Path, RouterInfo> routers = new LinkedHashMap<>();
        // Trained anew in its folder, a router has two entries, and the record there is the newer one's.
        workspace.routers().list().reversed().forEach(info -> routers.putIfAbsent(info.checkpoint(), info));
        List<Run> runs = new ArrayList<>();
        List<Damaged> damaged = new ArrayList<>();
        Set<Path> folders = new LinkedHashSet<>(below(workspace.folder().resolve(FOLDER)));
        folders.addAll(routers.keySet());
        for (Path folder : folders) {
            try {
                ArmsTrainer.Unfinished found = ArmsTrainer.unfinished(folder);
                if (found != null) {
                    Stopped stopped = new Stopped(found.epoch(), found.step());
                    runs.add(new Run(name(folder), folder, null, found.run(), stopped));
                }
            } catch (IOException | UserFacingException e) {
                damaged.add(new Damaged(folder, String.valueOf(e.getMessage())));
            }
        }
        for (RouterInfo info : routers.values()) {
            TrainingHistory history = Checkpoints.history(info.checkpoint());
            if (history != null) {
                runs.add(new Run(info.name(), info.checkpoint(), info, history, null));
            }
        }
        return new Listing(runs, damaged);
    }

    /** How many runs of a workspace can be resumed, found without reading any. Not for the UI thread. */
    public static int unfinished(Workspace workspace) throws IOException {
        return (int) below(workspace.folder().resolve(FOLDER)).stream()
                .filter(ArmsTrainer::hasUnfinished)
                .count();
    }

    /** Where a new router of that name goes. */
    public static Path folder(Workspace workspace, String name) {
        return workspace.folder().resolve(FOLDER).resolve(name);
    }

    /**
     * Says why a name does not do.
     *
     * @return a key of the bundle, or null when it does
     */
    public static @Nullable String objection(Workspace workspace, String name) {
        if (name.isEmpty()) {
            return "train.name.empty";
        }
        boolean fits = name.length() <= LONGEST
                && name.matches("[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]*[\\p{L}\\p{N}_-])?")
                && !DEVICES.contains(name.toLowerCase(Locale.ROOT));
        if (!fits) {
            return "train.name.wrong";
        }
        boolean taken = workspace.routers().byName(name).isPresent() || Files.exists(folder(workspace, name));
        return taken ? "train.name.taken" : null;
    }

    /** A name that nothing has yet: this one, or with a number behind it. */
    public static String free(Workspace workspace, String name) {
        String free = name;
        for (int i = 2; objection(workspace, free) != null; i++) {
            free = name + "-" + i;
        }
        return free;
    }

    private static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}
