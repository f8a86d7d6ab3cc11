package dev.signalbox.ui.models;

import dev.signalbox.encoders.Catalogue;
import dev.signalbox.encoders.CheckEncoder;
import dev.signalbox.encoders.EncoderCheck;
import dev.signalbox.encoders.EncoderLibrary;
import dev.signalbox.encoders.EncoderStatus;
import dev.signalbox.encoders.FetchEncoder;
import dev.signalbox.router.engine.Engines;
import dev.signalbox.settings.AppPaths;
import dev.signalbox.settings.Preferences;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.task.Work;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.workbench.RouterChecks;
import dev.signalbox.workbench.RouterChecks.RouterStatus;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The encoders and routers of this machine and what a person does with them. For the UI thread; work runs as jobs. */
public final class ModelsViewModel implements AutoCloseable {
    private final AppPaths paths;
    private final HubSettings place;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Supplier<Dialogs> dialogs;
    private final Latest latest;
    private final Runnable deaf;

    private final ObservableList<EncoderRow> encoders = FXCollections.observableArrayList();
    private final ObservableList<RouterStatus> routers = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper devices = new ReadOnlyStringWrapper(Messages.text("models.devices.looking"));
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private boolean looked;

    /** @param env environment variables, which may name a hub and a proxy */
    public ModelsViewModel(
            AppPaths paths,
            Preferences preferences,
            DatasetDesk desk,
            Jobs jobs,
            Supplier<Dialogs> dialogs,
            Map<String, String> env) {
        this.paths = paths;
        this.desk = desk;
        this.jobs = jobs;
        this.dialogs = dialogs;
        place = new HubSettings(paths, preferences, env);
        latest = new Latest(jobs, Lane.IO);
        deaf = jobs.listen(job -> encoders.forEach(row -> row.hear(job)));
    }

    public ObservableList<EncoderRow> encoders() {
        return encoders;
    }

    public ObservableList<RouterStatus> routers() {
        return routers;
    }

    /** What computes here, in a sentence. */
    public ReadOnlyStringProperty devices() {
        return devices.getReadOnlyProperty();
    }

    /** Why the list could not be made; empty when it could. */
    public ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    /** Where models come from and are kept. */
    HubSettings place() {
        return place;
    }

    /** Reads from the disk how everything stands. Asks no server. */
    public void refresh() {
        latest.submit("encoders", progress -> library().list(), this::show, problem -> trouble.set(told(problem)));
        Workspace workspace = desk.workspace().get();
        latest.submit(
                "routers",
                progress -> RouterChecks.list(workspace, paths.home()),
                routers::setAll,
                problem -> trouble.set(told(problem)));
        if (!looked) {
            looked = true;
            jobs.submitQuiet(Lane.CPU, "devices", progress -> describe())
                    .onDone(devices::set)
                    .onFailed(problem -> devices.set(told(problem)));
        }
    }

    private static String describe() {
        Engines.Description engine = Engines.describe();
        if (engine.problem() != null) {
            return Messages.text("models.devices.none", engine.problem());
        }
        String found = String.join(", ", engine.devices());
        return engine.device().startsWith("gpu")
                ? Messages.text("models.devices.gpu", engine.device(), found, engine.engine(), engine.version())
                : Messages.text("models.devices.cpu", engine.threads(), engine.engine(), engine.version());
    }

    private static String told(Throwable problem) {
        return problem instanceof UserFacingException known
                ? known.getMessage() + " " + known.next()
                : String.valueOf(problem.getMessage());
    }

    /** The encoders of this machine as the settings have them now. Reads files. */
    public EncoderLibrary library() {
        return new EncoderLibrary(Catalogue.read(paths.home(), paths.config()), place.folder(), place.chosen());
    }

    /** Rows stay, with what is being done in them, as long as their encoder is there. */
    private void show(List<EncoderStatus> all) {
        trouble.set("");
        Map<String, EncoderRow> known = new LinkedHashMap<>();
        encoders.forEach(row -> known.put(row.status().id(), row));
        List<EncoderRow> rows = all.stream()
                .map(status -> {
                    EncoderRow row = known.get(status.id());
                    if (row == null) {
                        return new EncoderRow(status);
                    }
                    row.show(status);
                    return row;
                })
                .toList();
        if (!rows.equals(encoders)) {
            encoders.setAll(rows);
        }
    }

    /** Fetches an encoder, or the rest of it. */
    public void download(EncoderRow row) {
        if (row.busy()) {
            return;
        }
        try {
            FetchEncoder fetch = new FetchEncoder(library(), place.hub());
            String id = row.status().id();
            run(row, true, "models.job.fetch", progress -> fetch.run(id, progress), status -> {});
        } catch (UserFacingException e) {
            row.fail(e);
        }
    }

    /** Stops what is being done with an encoder; what has come stays. */
    public void pause(EncoderRow row) {
        Job<?> job = row.job();
        if (job != null) {
            job.cancel();
        }
    }

    /** Hashes an encoder anew. */
    public void check(EncoderRow row) {
        EncoderStatus status = row.status();
        run(row, false, "models.job.check", progress -> CheckEncoder.run(status, progress), check -> {
            if (check.good()) {
                dialogs.get().note(Messages.text("models.checked", status.title()), null);
            } else {
                row.fail(new UserFacingException("models.damaged", status.id(), String.join(" ", check.problems())));
            }
        });
    }

    /** Takes what was fetched of an encoder off the disk, once the person agreed. */
    public void remove(EncoderRow row) {
        EncoderStatus status = row.status();
        boolean agreed = dialogs.get()
                .confirm(new Dialogs.Question(
                        Messages.text("models.remove.title", status.title()),
                        Messages.text("models.remove.text", status.folder()),
                        Messages.text("models.remove"),
                        true));
        if (agreed) {
            EncoderLibrary library = library();
            run(
                    row,
                    false,
                    "models.job.remove",
                    progress -> {
                        library.remove(status.id());
                        return status;
                    },
                    done -> {});
        }
    }

    /** Lets a folder of the person's stand for an encoder, once its files were found to be the right ones. */
    public void choose(EncoderRow row) {
        EncoderStatus status = row.status();
        Path folder = dialogs.get()
                .chooseFolder(Messages.text("models.choose.title", status.title()), null)
                .orElse(null);
        if (folder != null) {
            EncoderLibrary library = library();
            Work<EncoderCheck> work = progress -> CheckEncoder.run(library.standIn(status.id(), folder), progress);
            run(row, false, "models.job.check", work, check -> {
                if (check.good()) {
                    keep(status.id(), folder);
                } else {
                    row.fail(new UserFacingException(
                            "models.other", folder, status.title(), String.join(" ", check.problems())));
                }
            });
        }
    }

    /** Adds an encoder of the person's own, once its folder was looked at. */
    public void add() {
        Path folder = dialogs.get()
                .chooseFolder(Messages.text("models.add.title"), null)
                .orElse(null);
        if (folder != null) {
            jobs.submit(Messages.text("models.job.check", folder), progress -> CheckEncoder.run(folder, progress))
                    .onDone(check -> added(folder, check))
                    .onFailed(dialogs.get()::error);
        }
    }

    private void added(Path folder, EncoderCheck check) {
        if (check.good()) {
            keep(freeId(folder), folder);
        } else {
            dialogs.get().error(new UserFacingException("models.unfit", folder, String.join(" ", check.problems())));
        }
    }

    private String freeId(Path folder) {
        String name =
                String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
        String free = name;
        for (int i = 2; isTaken(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    private boolean isTaken(String id) {
        return encoders.stream().anyMatch(row -> row.status().id().equals(id));
    }

    /** Uses a folder that the person chose no longer; nothing in it is touched. */
    public void forget(EncoderRow row) {
        place.choose(row.status().id(), null);
        refresh();
    }

    private void keep(String id, Path folder) {
        place.choose(id, folder);
        refresh();
    }

    /** Keeps fetched models somewhere else from now on; those that are here stay where they are. */
    public void chooseFolder() {
        dialogs.get()
                .chooseFolder(Messages.text("models.folder.title"), place.folder())
                .ifPresent(folder -> {
                    place.keepIn(folder);
                    refresh();
                });
    }

    private <T> void run(EncoderRow row, boolean fetches, String title, Work<T> work, Consumer<T> done) {
        if (row.busy()) {
            return;
        }
        Job<T> job = jobs.submit(Messages.text(title, row.status().title()), work);
        row.begin(job, fetches);
        job.onDone(done).onFailed(row::fail).onFinally(() -> {
            row.end();
            refresh();
        });
    }

    /** What is being fetched stops; it goes on the next time. */
    @Override
    public void close() {
        deaf.run();
        encoders.forEach(this::pause);
        latest.close();
    }

    /** Short enough for a line; the whole can be copied. */
    static String shortHash(@Nullable String sha256) {
        return sha256 == null || sha256.length() < 16 ? "" : sha256.substring(0, 12) + "…";
    }
}
