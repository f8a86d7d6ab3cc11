package dev.signalbox.ui.live;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.ExpertTrialViewModel;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.shell.RouterAccess;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouteQuestion.Answer;
import dev.signalbox.workbench.RouterLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** What the live screen asks and shows. For the UI thread; decoding and routing run as jobs, newer ones stop older ones. */
public final class LiveViewModel implements AutoCloseable {
    static final double TAU = .5;
    private static final String PICTURE = "live.picture";
    private static final String ROUTE = "live.route";
    private static final String WARM = "live.warm";

    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final Path home;
    private final Latest latest;
    private final RouterAccess routers;

    private final StringProperty question = new SimpleStringProperty("");
    private final DoubleProperty tau = new SimpleDoubleProperty(TAU);
    private final BooleanProperty sorted = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<LivePicture> picture = new ReadOnlyObjectWrapper<>(new LivePicture.None());
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(new Phase.Rest());
    private final ReadOnlyObjectWrapper<@Nullable Attempt> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper engine = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final Tries history = new Tries();
    private final WhatIfViewModel whatIf;
    private final ExpertTrialViewModel experts;
    private @Nullable RouterInfo warm;
    private @Nullable Origin origin;
    private Consumer<float[]> answered = fused -> {};
    private boolean routeWhenReady;
    private boolean visible;
    private int tries;
    private int pasted;

    /** @param home the tree that holds the embedded router */
    public LiveViewModel(WorkbenchState state, DatasetDesk desk, Jobs jobs, RouterAccess routers, Path home) {
        this.state = state;
        this.desk = desk;
        this.home = home;
        this.routers = routers;
        // Decoding and one question take moments: they must not wait in line behind minutes of arithmetic.
        this.latest = new Latest(jobs, Lane.IO);
        this.whatIf = new WhatIfViewModel(desk, jobs, routers, tau);
        this.experts = new ExpertTrialViewModel(jobs, routers);
        experts.tau().bind(tau);
        shown.addListener((property, old, now) -> experts.show(now == null ? null : subject(now)));
        desk.workspace().addListener((property, old, now) -> reset());
        state.router().addListener((property, old, now) -> routerChanged());
    }

    private void reset() {
        latest.cancel(ROUTE);
        latest.cancel("live.query");
        whatIf.leave();
        history.list().clear();
        shown.set(null);
        origin = null;
        note.set("");
        phase.set(new Phase.Rest());
    }

    private void routerChanged() {
        latest.cancel(ROUTE);
        latest.cancel(WARM);
        engine.set("");
        warm = null;
        phase.set(new Phase.Rest());
        if (visible) {
            warmUp();
        }
    }

    // What is asked

    StringProperty question() {
        return question;
    }

    ReadOnlyObjectProperty<LivePicture> picture() {
        return picture.getReadOnlyProperty();
    }

    /** Uses a picture file in place of the one before. */
    public void usePicture(Path file) {
        Path path = file.toAbsolutePath().normalize();
        Source source = new Source.File(path);
        load(source.name(), () -> {
            if (!Files.isRegularFile(path)) {
                throw new UserFacingException(Files.exists(path) ? "live.file" : "picture.missing", source.name());
            }
            return Decoded.of(path);
        });
    }

    /** Uses pixels of another program, such as a screenshot. */
    public void usePicture(Image image) {
        String name = Messages.text("live.pasted", ++pasted);
        load(name, () -> Decoded.of(image, name));
    }

    private interface Decoding {
        Decoded run();
    }

    private void load(String name, Decoding decoding) {
        forgetQuery();
        picture.set(new LivePicture.Loading(name));
        phase.set(new Phase.Rest());
        latest.cancel(ROUTE);
        latest.submit(PICTURE, progress -> decoding.run(), this::loaded, problem -> broken(name, problem));
    }

    private void loaded(Decoded decoded) {
        picture.set(new LivePicture.Ready(decoded.source(), decoded.raster(), decoded.nanos(), decoded.preview()));
        if (routeWhenReady) {
            route();
        }
    }

    private void broken(String name, Throwable problem) {
        picture.set(new LivePicture.Failed(name, Problem.of(problem)));
        if (routeWhenReady) {
            routeWhenReady = false;
            phase.set(new Phase.Refused(Messages.text("live.refused.picture")));
        }
    }

    /** Asks by text alone from now on. */
    public void removePicture() {
        latest.cancel(PICTURE);
        routeWhenReady = false;
        picture.set(new LivePicture.None());
        phase.set(new Phase.Rest());
    }

    private void forgetQuery() {
        latest.cancel("live.query");
        routeWhenReady = false;
        note.set("");
    }

    /** Brings the query that has the focus here, with its picture, and asks it. */
    public void fromQuery() {
        OpenDataset open = desk.open().get();
        int query = state.focusedQuery().get();
        if (open == null || query < 0 || query >= open.table().size()) {
            return;
        }
        latest.submit(
                "live.query",
                progress -> Origin.read(open, query),
                this::bring,
                problem -> phase.set(new Phase.Failed(Problem.of(problem))));
    }

    private void bring(Origin found) {
        question.set(found.question());
        if (found.picture() != null) {
            usePicture(found.picture());
        } else if (found.named() != null) {
            forgetQuery();
            picture.set(new LivePicture.Failed(
                    found.named(), Problem.of(new UserFacingException("picture.missing", found.named()))));
        } else {
            removePicture();
            forgetQuery();
        }
        origin = found;
        note.set(
                found.pictures() > 1
                        ? Messages.text("live.from.many", found.key(), found.pictures())
                        : Messages.text("live.from", found.key()));
        route();
    }

    // The router

    /** The screen came to the front: the engine starts beside it. */
    void shown(boolean now) {
        visible = now;
        if (now) {
            warmUp();
        }
    }

    private void warmUp() {
        RouterInfo router = state.router().get();
        if (router == null || router.equals(warm) || latest.busy(WARM)) {
            return;
        }
        engine.set(Messages.text("live.engine.loading", router.name()));
        latest.submit(
                WARM,
                progress -> routers.use(router, open -> open.router().device()),
                device -> ready(router, device),
                problem -> engine.set(Problem.of(problem).what()));
    }

    private void ready(RouterInfo router, String device) {
        warm = router;
        engine.set(Messages.text("live.engine.ready", device));
        state.device().set(device);
    }

    /** Routers of the workspace to choose from, oldest first. */
    List<RouterInfo> known() {
        Workspace workspace = desk.workspace().get();
        return workspace == null ? List.of() : workspace.routers().list();
    }

    boolean hasEmbedded() {
        return desk.workspace().get() != null && Files.isDirectory(RouterLibrary.sampleFolder(home));
    }

    /** Takes the router that comes with Signalbox; a workspace that can be written keeps it. */
    void useEmbedded() {
        Workspace workspace = desk.workspace().get();
        if (workspace == null) {
            return;
        }
        phase.set(new Phase.Busy(Messages.text("live.embedded.taking")));
        latest.submit(
                "live.embedded",
                progress -> {
                    if (!workspace.readOnly()) {
                        return new RouterLibrary(workspace, home).resolve(RouterLibrary.SAMPLE);
                    }
                    try (OpenRouter open = RouterLibrary.detached(home, RouterLibrary.SAMPLE)) {
                        return open.info();
                    }
                },
                info -> {
                    phase.set(new Phase.Rest());
                    desk.refresh();
                    state.router().set(info);
                },
                problem -> phase.set(new Phase.Failed(Problem.of(problem))));
    }

    // Asking

    /** Asks what is written, about the picture that is there; waits for a picture on its way. */
    public void route() {
        RouterInfo router = state.router().get();
        routeWhenReady = false;
        if (router == null) {
            return;
        }
        String asked = question.get();
        if (asked.isBlank()) {
            phase.set(new Phase.Refused(Messages.text("live.refused.question")));
            return;
        }
        switch (picture.get()) {
            case LivePicture.Loading loading -> {
                routeWhenReady = true;
                phase.set(new Phase.Busy(Messages.text("live.busy.decoding", loading.name())));
            }
            case LivePicture.Failed failed -> phase.set(new Phase.Refused(Messages.text("live.refused.picture")));
            case LivePicture.None none -> ask(router, asked, null);
            case LivePicture.Ready ready -> ask(router, asked, ready);
        }
    }

    /** True when the answer that is shown belongs to another question or picture than those that stand there now. */
    boolean stale() {
        Attempt attempt = shown.get();
        return attempt != null
                && (!attempt.question().strip().equals(question.get().strip())
                        || !Objects.equals(attempt.source(), picture.get().source()));
    }

    /** Gives up what is being asked. */
    void cancel() {
        latest.cancel(ROUTE);
        routeWhenReady = false;
        phase.set(new Phase.Rest());
    }

    private void ask(RouterInfo router, String asked, LivePicture.@Nullable Ready ready) {
        whatIf.leave();
        OpenDataset open = desk.open().get();
        Inquiry inquiry = new Inquiry(
                ++tries,
                router,
                asked,
                ready,
                tau.get(),
                open == null ? null : open.table(),
                desk.scores().get(),
                origin);
        phase.set(new Phase.Busy(
                router.equals(warm)
                        ? Messages.text("live.busy.routing")
                        : Messages.text("live.busy.loading", router.name())));
        latest.submit(
                ROUTE,
                progress -> routers.use(router, loaded -> {
                    progress.checkCancelled();
                    return inquiry.answer(loaded);
                }),
                this::answered,
                problem -> phase.set(new Phase.Failed(Problem.of(problem))));
    }

    private void answered(Attempt attempt) {
        ready(attempt.router(), attempt.answer().device());
        history.add(attempt);
        shown.set(attempt);
        phase.set(new Phase.Rest());
        answered.accept(attempt.answer().fused());
    }

    /** Tells somebody of every new answer's fused query vector [d], such as a map that marks where the question lies. */
    public void onAnswered(Consumer<float[]> listener) {
        answered = listener;
    }

    // What is shown

    /** Brings a try back as it was: its picture, its question and its answer. */
    void restore(Attempt attempt) {
        question.set(attempt.question());
        switch (attempt.source()) {
            case null -> {
                forgetQuery();
                removePicture();
            }
            case Source.File file -> {
                if (!file.equals(picture.get().source())) {
                    usePicture(file.path());
                }
            }
            case Source.Pixels pixels -> {
                if (!pixels.equals(picture.get().source())) {
                    load(pixels.name(), () -> Decoded.of(pixels));
                }
            }
        }
        phase.set(new Phase.Rest());
        whatIf.leave();
        shown.set(attempt);
    }

    /** The answer on the screen, or null before the first. */
    ReadOnlyObjectProperty<@Nullable Attempt> shownAttempt() {
        return shown.getReadOnlyProperty();
    }

    /** The shown answer at the threshold in force, or null before the first. */
    @Nullable
    Answer decision() {
        Attempt attempt = shown.get();
        return attempt == null ? null : attempt.answer().at(attempt.vlms(), tau.get());
    }

    /** The VLMs of the shown answer in the wanted order. */
    List<Row> rows() {
        Attempt attempt = shown.get();
        Answer decision = decision();
        if (attempt == null || decision == null) {
            return List.of();
        }
        return history.rows(attempt, decision, sorted.get());
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** Tries of this session, newest first. */
    ObservableList<Attempt> history() {
        return history.list();
    }

    /** Threshold on the free pool’s best confidence. */
    DoubleProperty tau() {
        return tau;
    }

    /** True to list VLMs by confidence, false in the dataset’s order. */
    BooleanProperty sorted() {
        return sorted;
    }

    /** How far the router is loaded, for people. */
    ReadOnlyStringProperty engine() {
        return engine.getReadOnlyProperty();
    }

    /** Which stored query was brought here, for people; empty without one. */
    ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    /** Looks into the shown answer: what would have come of a changed question. */
    void askWhatIf() {
        Attempt attempt = shown.get();
        if (attempt != null) {
            whatIf.open(attempt, picture.get());
        }
    }

    private ExpertTrialViewModel.Subject subject(Attempt attempt) {
        LivePicture there = picture.get();
        List<Float> gate = new ArrayList<>();
        for (float weight : attempt.answer().gate()) {
            gate.add(weight);
        }
        return new ExpertTrialViewModel.Subject(
                attempt.router(),
                attempt.vlms(),
                attempt.question(),
                () -> WhatIfViewModel.pixels(attempt, there),
                gate);
    }

    /** The shown answer with experts switched off. */
    ExpertTrialViewModel experts() {
        return experts;
    }

    WhatIfViewModel whatIf() {
        return whatIf;
    }

    WorkbenchState state() {
        return state;
    }

    @Override
    public void close() {
        latest.close();
        whatIf.close();
        experts.close();
    }
}
