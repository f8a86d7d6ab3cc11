package dev.signalbox.ui.tune;

import dev.signalbox.model.Scenario;
import dev.signalbox.report.DecisionCard;
import dev.signalbox.report.Document;
import dev.signalbox.report.ReportFile;
import dev.signalbox.report.ReportFormat;
import dev.signalbox.report.StudyReport;
import dev.signalbox.report.Table;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.workbench.DescribeStudy;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.StudyFacts;
import dev.signalbox.workbench.TuneDataset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kordamp.ikonli.feather.Feather;

/** Writes the setting in hand, or a comparison, into files, beside the UI thread. */
final class ReportExport {
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Path home;
    private final Supplier<Dialogs> dialogs;
    private final Consumer<Path> reveal;
    private final Latest latest;

    /**
     * @param home   the tree that holds {@code resources/models}
     * @param reveal shows a folder outside of the window
     */
    ReportExport(DatasetDesk desk, Jobs jobs, Path home, Supplier<Dialogs> dialogs, Consumer<Path> reveal) {
        this.desk = desk;
        this.jobs = jobs;
        this.home = home;
        this.dialogs = dialogs;
        this.reveal = reveal;
        this.latest = new Latest(jobs, Lane.CPU);
    }

    /** Everything about the study. */
    void study(TuneViewModel model) {
        export(model, "tune.report.title", "study", StudyReport::of);
    }

    /** One page about the setting. */
    void card(TuneViewModel model) {
        export(model, "tune.card.title", "card", DecisionCard::of);
    }

    private void export(
            TuneViewModel model, String title, String name, BiFunction<StudyFacts, LocalDate, Document> form) {
        OpenDataset open = desk.open().get();
        TuneDataset.Setting setting = model.setting();
        if (open == null || setting == null) {
            return;
        }
        Scenario today = model.baseline().get().scenario();
        DescribeStudy.Request request = new DescribeStudy.Request(
                setting,
                new TuneDataset.Thresholds.Given(List.of(model.tau().get())),
                model.split().get(),
                today == null ? null : today.name(),
                null,
                model.advice().get());
        boolean part = model.selectionOnly().get();
        ask(title, name, ReportFormat.HTML, ReportFormat.MD, ReportFormat.CSV, ReportFormat.TEX)
                .ifPresent(target -> write(
                        target,
                        part ? "tune.report.done.part" : "tune.report.done",
                        progress -> ReportFile.write(
                                form.apply(
                                        new DescribeStudy(open.workspace(), home).run(open, request, progress),
                                        LocalDate.now(ZoneId.systemDefault())),
                                target.format(),
                                target.file(),
                                name)));
    }

    /** Replays saved settings on a split beside the UI thread; only the newest answer arrives. */
    void compare(List<Scenario> scenarios, String split, Consumer<List<StudyFacts.Kept>> shown) {
        OpenDataset open = desk.open().get();
        if (open != null) {
            latest.submit(
                    "tune.compare",
                    progress -> new DescribeStudy(open.workspace(), home)
                            .replay(open, scenarios, split, Calibrations.SEED, progress),
                    shown,
                    problem -> dialogs.get().error(problem));
        }
    }

    /** A table, such as settings side by side. */
    void table(Table table, String title) {
        ask(title, table.id(), ReportFormat.CSV, ReportFormat.MD, ReportFormat.TEX)
                .ifPresent(target -> write(target, "tune.report.done", progress -> {
                    ReportFile.write(
                            target.file(),
                            switch (target.format()) {
                                case MD -> table.markdown();
                                case TEX -> table.latex();
                                default -> table.csv();
                            });
                    return List.of(target.file());
                }));
    }

    private record Target(Path file, ReportFormat format) {}

    /** The file's ending says the format; without one the first is meant. */
    private Optional<Target> ask(String title, String name, ReportFormat... formats) {
        List<Dialogs.FileKind> kinds = new ArrayList<>();
        for (ReportFormat format : formats) {
            kinds.add(new Dialogs.FileKind(
                    Messages.text("report.format." + format.ending()), List.of("*." + format.ending())));
        }
        return dialogs.get()
                .saveFile(
                        Messages.text(title), name + "." + formats[0].ending(), kinds.toArray(Dialogs.FileKind[]::new))
                .map(path -> target(path, formats));
    }

    private static Target target(Path path, ReportFormat... formats) {
        String file = String.valueOf(path.getFileName());
        for (ReportFormat format : formats) {
            if (file.toLowerCase(Locale.ROOT).endsWith("." + format.ending())) {
                return new Target(path, format);
            }
        }
        return new Target(path.resolveSibling(file + "." + formats[0].ending()), formats[0]);
    }

    private void write(Target target, String done, Function<Progress, List<Path>> work) {
        String name = String.valueOf(target.file().getFileName());
        jobs.<List<Path>>submit(Lane.CPU, Messages.text("tune.report.job", name), work::apply)
                .onDone(files -> dialogs.get().note(Messages.text(done, name), show(target.file())))
                .onFailed(problem -> dialogs.get().error(problem));
    }

    private Command show(Path file) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
        return Command.of(
                "tune.report.reveal", "tune.report.reveal", Feather.FOLDER, Command.GO, () -> reveal.accept(folder));
    }
}
