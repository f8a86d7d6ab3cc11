package dev.signalbox.importing;

import dev.signalbox.model.DatasetDraft;
import dev.signalbox.model.Query;
import dev.signalbox.model.Vlm;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * HELM and VHELM run folders (stanford-crfm/helm): one run, a suite, or a whole benchmark_output. Runs of different models
 * on the same scenario are joined by instance.
 */
final class HelmImporter implements Importer {
    /** benchmark_output/runs/SUITE/RUN/run_spec.json, and one folder above. */
    private static final int DEPTH = 5;

    private static final int MAX_RUNS = 20_000;

    /** Folders that hold no runs: HELM's own summaries skip the first two as well. */
    private static final Set<String> NO_RUNS =
            Set.of("eval_cache", "groups", "scenarios", "scenario_instances", "releases", ".git");

    @Override
    public String format() {
        return "helm";
    }

    @Override
    public boolean recognises(Path source) {
        return Files.isDirectory(source) && !runFolders(source, 1).isEmpty();
    }

    @Override
    public ImportPlan plan(Path source, ImportOptions options, Progress progress) {
        if (!Files.isDirectory(source)) {
            throw new UserFacingException("import.norun", source);
        }
        Path root = source.toAbsolutePath().normalize();
        Problems problems = new Problems();
        List<HelmRun> runs = runs(root, problems);
        DraftBuilder draft = new DraftBuilder(problems, false);
        for (int i = 0; i < runs.size(); i++) {
            progress.checkCancelled();
            progress.update(
                    0.5 * i / runs.size(),
                    Messages.text("import.progress.read", runs.get(i).name()));
            new HelmReader(problems, draft, progress).read(runs.get(i));
        }
        List<Path> roots = new ArrayList<>(List.of(root));
        roots.addAll(options.roots());
        PicturePlacement placement = PicturePlacement.of(
                draft.entries(),
                roots,
                HelmPictures::locate,
                HelmPictures::relative,
                problems,
                new PartOfProgress(progress, 0.5, 1));
        if (problems.count("picture.missing") > 0 && !Files.isDirectory(root.resolve("scenarios"))) {
            problems.info(Place.NOWHERE, "helm.pictures");
        }
        List<Query> queries = draft.queries(placement.paths(), Set.of());
        if (queries.isEmpty() && !problems.hasErrors()) {
            problems.error(new Place(Sources.name(root)), "empty");
        }
        return new ImportPlan(
                new DatasetDraft(
                        options.name() != null ? options.name() : Sources.name(root),
                        placement.root(),
                        format(),
                        Messages.text("import.helm.source", Sources.name(root)),
                        "",
                        false,
                        vlms(draft, problems),
                        queries,
                        draft.outputs(),
                        placement.pictures()),
                problems.list());
    }

    private static List<Vlm> vlms(DraftBuilder draft, Problems problems) {
        VlmTable table = new VlmTable();
        List<Vlm> vlms = new ArrayList<>();
        for (String id : draft.vlms()) {
            String profile = table.knownProfile(id);
            if (profile.isEmpty()) {
                problems.warning(new Place(id), "vlm.noprofile", id);
            }
            if (!table.knowsPool(id)) {
                problems.info(new Place(id), "vlm.pool", id);
            }
            vlms.add(new Vlm(id, profile, table.knownPool(id), null));
        }
        return vlms;
    }

    /** The runs to read: complete, of a method that can be read, one per scenario and model. */
    private static List<HelmRun> runs(Path root, Problems problems) {
        List<HelmRun> runs = new ArrayList<>();
        List<Path> folders = runFolders(root, MAX_RUNS + 1);
        if (folders.size() > MAX_RUNS) {
            problems.error(Place.NOWHERE, "helm.toomany", MAX_RUNS);
            return List.of();
        }
        for (Path folder : folders) {
            String relative = root.relativize(folder).toString().replace('\\', '/');
            String name = relative.isEmpty() ? Sources.name(root) : relative;
            HelmRun run = HelmRun.read(folder, name, problems);
            if (run == null) {
                continue;
            }
            if (!run.complete()) {
                problems.warning(new Place(name), "helm.incomplete");
            } else if (run.method().startsWith("multiple_choice_separate")) {
                problems.warning(new Place(name), "helm.method", run.method());
            } else {
                runs.add(run);
            }
        }
        // The plainest run first, then the one of the latest suite: later ones of the same model are left out.
        runs.sort(Comparator.comparingInt(HelmRun::perturbed)
                .thenComparing(HelmRun::suite, Comparator.reverseOrder())
                .thenComparing(HelmRun::name));
        Map<String, HelmRun> chosen = new LinkedHashMap<>();
        for (HelmRun run : runs) {
            HelmRun earlier = chosen.putIfAbsent(run.scenarioKey() + '\0' + run.model(), run);
            if (earlier != null) {
                problems.warning(new Place(run.name()), "helm.again", run.model(), earlier.name());
            }
        }
        return chosen.values().stream()
                .sorted(Comparator.comparing(HelmRun::name))
                .toList();
    }

    /** Folders with a run_spec.json, not below another such folder, links not followed, at most so many. */
    private static List<Path> runFolders(Path root, int most) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    if (!folder.equals(root) && NO_RUNS.contains(Sources.name(folder))) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    if (!Files.isRegularFile(folder.resolve("run_spec.json"))) {
                        return FileVisitResult.CONTINUE;
                    }
                    found.add(folder);
                    return found.size() >= most ? FileVisitResult.TERMINATE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // a folder that may not be entered holds no run for us
                }
            });
        } catch (IOException e) {
            throw new UserFacingException("import.unreadable", e, root);
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }
}
