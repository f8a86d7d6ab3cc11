package dev.signalbox.workbench;

import dev.signalbox.model.Dataset;
import dev.signalbox.router.engine.Engines;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at what Signalbox needs on this machine and says what is missing and what to do about it. */
public final class Doctor {
    /** Scripts that datasets really contain, each with a letter that only a font for it can draw. */
    private static final List<Script> SCRIPTS = List.of(
            new Script("Arabic", 'ع'),
            new Script("Chinese", '测'),
            new Script("Hebrew", 'ש'),
            new Script("Hindi", 'ह'),
            new Script("Japanese", 'の'),
            new Script("Korean", '한'),
            new Script("Thai", 'ก'));

    private Doctor() {}

    private record Script(String name, int letter) {}

    /**
     * One finding.
     *
     * @param detail what was found, or what is wrong and what to do
     */
    public record Check(String what, boolean good, String detail) {}

    /** All findings; healthy when none is bad. A missing GPU is not bad. */
    public record Report(boolean healthy, List<Check> checks) {
        /** For people. */
        public List<String> lines() {
            return checks.stream()
                    .map(c -> Messages.text(
                            "doctor.line",
                            Messages.text(c.good() ? "doctor.good" : "doctor.bad"),
                            c.what(),
                            c.detail()))
                    .toList();
        }
    }

    /**
     * Looks.
     *
     * @param home      the runnable tree
     * @param workspace the workspace, or null when it could not be opened
     * @param refusal   why it could not
     * @param drawable  whether a font of this machine can draw a code point
     */
    public static Report examine(
            Path home,
            @Nullable Workspace workspace,
            @Nullable UserFacingException refusal,
            Predicate<Integer> drawable) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                Messages.text("doctor.java"),
                Runtime.version().feature() >= 25,
                Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        Engines.Description engine = Engines.describe();
        checks.add(new Check(
                Messages.text("doctor.engine"),
                engine.problem() == null,
                engine.problem() == null
                        ? Messages.text("doctor.engine.good", engine.engine(), engine.version(), engine.threads())
                        : engine.problem()));
        if (engine.problem() == null) {
            checks.add(new Check(
                    Messages.text("doctor.device"),
                    true,
                    Messages.text(
                            engine.device().startsWith("gpu") ? "doctor.device.gpu" : "doctor.device.cpu",
                            engine.device())));
        }
        List<String> missing = SCRIPTS.stream()
                .filter(script -> !drawable.test(script.letter()))
                .map(Script::name)
                .toList();
        checks.add(new Check(
                Messages.text("doctor.fonts"),
                missing.isEmpty(),
                missing.isEmpty()
                        ? Messages.text("doctor.fonts.good")
                        : Messages.text("doctor.fonts.missing", String.join(", ", missing))));
        checks.add(present(
                "doctor.sample", home.resolve("datasets").resolve("sample").resolve("records.jsonl")));
        checks.add(present("doctor.router", RouterLibrary.sampleFolder(home).resolve("config.json")));
        checks.add(workspace(workspace, refusal));
        return new Report(checks.stream().allMatch(Check::good), checks);
    }

    private static Check present(String key, Path file) {
        boolean there = Files.isRegularFile(file);
        return new Check(Messages.text(key), there, there ? file.toString() : Messages.text("doctor.absent", file));
    }

    private static Check workspace(@Nullable Workspace workspace, @Nullable UserFacingException refusal) {
        String what = Messages.text("doctor.workspace");
        if (workspace == null) {
            return new Check(what, false, refusal == null ? "" : refusal.getMessage() + " " + refusal.next());
        }
        List<String> problems = workspace.check();
        List<Dataset> datasets = workspace.datasets().list();
        return new Check(
                what,
                problems.isEmpty(),
                problems.isEmpty()
                        ? Messages.text(
                                "doctor.workspace.good",
                                workspace.folder(),
                                workspace.schemaVersion(),
                                datasets.size(),
                                datasets.stream().mapToLong(Dataset::outputs).sum())
                        : String.join("; ", problems));
    }
}
