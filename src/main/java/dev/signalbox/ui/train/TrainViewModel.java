package dev.signalbox.ui.train;

import dev.signalbox.encoders.EncoderLibrary;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingHistory;
import dev.signalbox.router.TrainingListener;
import dev.signalbox.router.TrainingPlan;
import dev.signalbox.router.arms.TrainingOptions;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.router.engine.ArmsTrainer;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TrainRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** The form of a new run, the run under way, and the runs there were. One run at a time. For the UI thread. */
public final class TrainViewModel implements AutoCloseable {
    /** Curves are drawn so often while a run is under way. */
    static final Duration BEAT = Duration.ofMillis(100);

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Jobs jobs;
    private final Path home;
    private final Supplier<EncoderLibrary> library;
    private final Consumer<Throwable> failed;
    private final Latest latest;
    private final RunsViewModel runs;

    private final ReadOnlyObjectWrapper<@Nullable SetupViewModel> setup = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Active> active = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Pulse> pulse = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.PREPARING);
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final BooleanProperty setting = new SimpleBooleanProperty(true);

    /** The run under way. */
    private record Active(Workspace workspace, String name, Path folder, Job<?> job, Hold hold, Tape tape) {}

    /**
     * Nothing runs yet.
     *
     * @param home    the tree with the embedded router
     * @param library the public encoders of this machine
     * @param failed  is told what could not be read, written or discarded
     */
    public TrainViewModel(
            WorkbenchState state,
            DatasetDesk desk,
            Jobs jobs,
            Path home,
            Supplier<EncoderLibrary> library,
            Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.jobs = jobs;
        this.home = home;
        this.library = library;
        this.failed = failed;
        latest = new Latest(jobs, Lane.IO);
        runs = new RunsViewModel(desk, jobs, failed);
        latest.submit(
                "train.settings",
                progress -> TrainingSettings.describe(TrainingOptions.tiny(1)),
                standards -> setup.set(new SetupViewModel(state, desk, jobs, home, library, standards, failed)),
                failed);
        desk.workspace().addListener((property, old, now) -> {
            stop();
            notice.set(null);
        });
    }

    /** The form; null for the moment in which its settings are looked up. */
    ReadOnlyObjectProperty<@Nullable SetupViewModel> setup() {
        return setup.getReadOnlyProperty();
    }

    RunsViewModel runs() {
        return runs;
    }

    /** True while a run is under way. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Where the run under way stands; null without one. */
    ReadOnlyObjectProperty<@Nullable Pulse> pulse() {
        return pulse.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** How the last run ended; null before one did, and while one is under way. */
    ReadOnlyObjectProperty<@Nullable Notice> notice() {
        return notice.getReadOnlyProperty();
    }

    /** True to show the form, false to show the runs. */
    BooleanProperty setting() {
        return setting;
    }

    /** What the run under way is called; empty without one. */
    String name() {
        Active now = active.get();
        return now == null ? "" : now.name();
    }

    /** What the job says that it does, such as preparing pictures. */
    String doing() {
        Active now = active.get();
        return now == null ? "" : now.job().message();
    }

    /** Starts what the form asks for; nothing happens while something is wrong with it or a run is under way. */
    public void start() {
        SetupViewModel form = setup.get();
        if (form != null) {
            form.whenChecked(() -> begin(form));
        }
    }

    private void begin(SetupViewModel form) {
        SetupCheck.Outcome found = form.outcome().get();
        TrainingPlan plan = found == null ? null : found.plan();
        if (found == null
                || plan == null
                || !form.sound().get()
                || busy.get()
                || state.readOnly().get()) {
            return;
        }
        OpenDataset open = found.form().open();
        Dataset dataset = open.dataset();
        TrainRouter.Request request = found.form().request();
        List<Vlm> vlms = dataset.vlms().stream()
                .filter(v -> plan.vlms().contains(v.id()))
                .toList();
        TrainingHistory begun = new TrainingHistory(
                TrainRouter.command(dataset.name(), request),
                dataset.name(),
                dataset.dataHash(),
                dataset.simulated(),
                plan.options(),
                request.from(),
                vlms,
                new TrainingHistory.Environment("", "", "", "", "", 0),
                List.of(),
                0,
                plan.parameters(),
                null);
        form.renew();
        launch(open.workspace(), found.form().name(), request.out(), begun, (training, progress, listener) -> {
            found.form().encoders().check(library.get(), progress);
            // Its own view of the dataset: corrections made meanwhile do not change what is learnt.
            return training.run(OpenDataset.open(open.workspace(), dataset), request, progress, listener);
        });
    }

    /** Goes on with an unfinished run. */
    void resume(RunLine line) {
        Workspace workspace = desk.workspace().get();
        if (workspace != null && !busy.get() && !state.readOnly().get()) {
            launch(
                    workspace,
                    line.name(),
                    line.folder(),
                    line.history(),
                    (training, progress, listener) -> training.resume(line.folder(), progress, listener));
        }
    }

    /** Gives up what an unfinished run has learnt so far. */
    void discard(Path folder) {
        Active now = active.get();
        if (state.readOnly().get() || (now != null && now.folder().equals(folder))) {
            return;
        }
        jobs.<Path>submitQuiet(Lane.IO, "train.discard", progress -> {
                    ArmsTrainer.discard(folder);
                    return folder;
                })
                .onDone(done -> {
                    Notice last = notice.get();
                    boolean about = last instanceof Notice.Stopped stopped
                                    && stopped.folder().equals(folder)
                            || last instanceof Notice.Failed failure
                                    && failure.folder().equals(folder);
                    if (about) {
                        notice.set(null);
                    }
                    if (setup.get() != null) {
                        setup.get().refresh();
                    }
                })
                .onFailed(failed)
                .onFinally(runs::refresh);
    }

    /** Holds the run after the step that it is at, or lets it go on. */
    void pause(boolean wanted) {
        Active now = active.get();
        if (now == null) {
            return;
        }
        if (wanted) {
            now.hold().close();
        } else {
            now.hold().open();
        }
        read();
    }

    /** Ends the run in a state that it can be resumed from. */
    public void stop() {
        Active now = active.get();
        if (now != null) {
            now.job().cancel();
            read();
        }
    }

    /** Takes note that a person has read how the last run ended. */
    void dismiss() {
        notice.set(null);
    }

    private interface Training {
        TrainRouter.Report run(TrainRouter training, Progress progress, TrainingListener listener);
    }

    private record Made(TrainRouter.Report report, RouterInfo router) {}

    private void launch(Workspace workspace, String name, Path folder, TrainingHistory begun, Training training) {
        Hold hold = new Hold();
        // The tape is made before its job, whose wish to cancel it has to hear.
        Relay relay = new Relay();
        Tape tape = new Tape(begun.options().epochs(), begun.options().batch(), hold, relay, System::nanoTime);
        notice.set(null);
        setting.set(false);
        busy.set(true);
        runs.begin(RunLine.underWay(name, folder, begun));
        Job<Made> job = jobs.submit(Lane.LONG, Messages.text("train.job", name), progress -> {
            relay.to(progress);
            TrainRouter.Report report = training.run(new TrainRouter(workspace, home), progress, tape);
            return new Made(report, workspace.routers().byName(report.router()).orElseThrow());
        });
        active.set(new Active(workspace, name, folder, job, hold, tape));
        beat();
        job.onDone(made -> finished(workspace, made))
                .onCancelled(() -> ended(name, folder, null))
                .onFailed(problem -> ended(name, folder, problem))
                .onFinally(() -> over(workspace));
    }

    private void beat() {
        if (active.get() != null) {
            read();
            jobs.after(BEAT, this::beat);
        }
    }

    private void read() {
        Active now = active.get();
        if (now == null) {
            return;
        }
        Pulse fresh = now.tape().read();
        boolean wanted = now.hold().wanted();
        phase.set(
                now.job().cancelRequested()
                        ? Phase.STOPPING
                        : now.hold().holding()
                                ? Phase.PAUSED
                                : wanted ? Phase.PAUSING : fresh.began() ? Phase.RUNNING : Phase.PREPARING);
        pulse.set(fresh);
        runs.pulse(fresh);
    }

    private void finished(Workspace workspace, Made made) {
        read();
        notice.set(new Notice.Finished(made.report(), made.router()));
        if (desk.workspace().get() == workspace) {
            desk.refresh();
            state.router().set(made.router());
        }
    }

    private void ended(String name, Path folder, @Nullable Throwable problem) {
        read();
        latest.submit(
                "train.ended",
                progress -> resumable(folder),
                resumable -> notice.set(
                        problem == null
                                ? new Notice.Stopped(name, folder, resumable)
                                : new Notice.Failed(name, folder, Problem.of(problem), resumable)),
                failed);
    }

    private static boolean resumable(Path folder) throws IOException {
        try {
            return ArmsTrainer.unfinished(folder) != null;
        } catch (UserFacingException damaged) {
            return false;
        }
    }

    private void over(Workspace workspace) {
        active.set(null);
        busy.set(false);
        pulse.set(null);
        phase.set(Phase.PREPARING);
        runs.ended();
        if (setup.get() != null && desk.workspace().get() == workspace) {
            setup.get().refresh();
        }
    }

    @Override
    public void close() {
        stop();
        runs.close();
        if (setup.get() != null) {
            setup.get().close();
        }
        latest.close();
    }

    /** Hands the wish to cancel on to whoever was made before the job. */
    private static final class Relay implements Progress {
        private volatile Progress target = Progress.NONE;

        void to(Progress progress) {
            target = progress;
        }

        @Override
        public void update(double fraction, String message) {
            target.update(fraction, message);
        }

        @Override
        public boolean cancelled() {
            return target.cancelled();
        }
    }
}
