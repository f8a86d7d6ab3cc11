package dev.signalbox.ui.live;

import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.live.Attempt.Stored;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouteQuestion;
import dev.signalbox.workbench.RouteQuestion.Answer;
import dev.signalbox.workbench.RouteQuestion.Confidence;
import dev.signalbox.workbench.RouterLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** What the live screen asks and shows. For the UI thread; decoding and routing run as jobs, newer ones stop older ones. */
public final class LiveViewModel implements AutoCloseable {
    static final double TAU = .5;
    private static final int MOST_TRIES = 40;
    private static final long MOST_PIXELS = 60_000_000;
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
    private final ObservableList<Attempt> history = FXCollections.observableArrayList();
    private @Nullable RouterInfo warm;
    private @Nullable Origin origin;
    private boolean routeWhenReady;
    private boolean visible;
    private int tries;
    private int pasted;

    /** The stored query that was brought here; what is asked is still it while question and picture are. */
    private record Origin(
            long dataset,
            int query,
            String key,
            String question,
            @Nullable Path picture,
            int pictures,
            @Nullable String named) {
        boolean is(String asked, @Nullable Source source) {
            return question.equals(asked) && Objects.equals(source, picture == null ? null : new Source.File(picture));
        }
    }

    /** @param home the tree that holds the embedded router */
    public LiveViewModel(WorkbenchState state, DatasetDesk desk, Jobs jobs, RouterAccess routers, Path home) {
        this.state = state;
        this.desk = desk;
        this.home = home;
        this.routers = routers;
        // Decoding and one question take moments: they must not wait in line behind minutes of arithmetic.
        this.latest = new Latest(jobs, Lane.IO);
        desk.workspace().addListener((property, old, now) -> reset());
        state.router().addListener((property, old, now) -> routerChanged());
    }

    private void reset() {
        latest.cancel(ROUTE);
        latest.cancel("live.query");
        history.clear();
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
                progress -> {
                    List<String> named = open.table().pictures().get(query);
                    return new Origin(
                            open.dataset().id(),
                            query,
                            open.table().keys().get(query),
                            open.workspace().datasets().question(open.dataset().id(), query),
                            open.pictures().first(query),
                            named.size(),
                            named.isEmpty() ? null : named.getFirst());
                },
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

    /** Gives up what is being asked. */
    void cancel() {
        latest.cancel(ROUTE);
        routeWhenReady = false;
        phase.set(new Phase.Rest());
    }

    private void ask(RouterInfo router, String asked, LivePicture.@Nullable Ready ready) {
        OpenDataset open = desk.open().get();
        Scores scores = desk.scores().get();
        Origin from = origin;
        double threshold = tau.get();
        int number = ++tries;
        phase.set(new Phase.Busy(
                router.equals(warm)
                        ? Messages.text("live.busy.routing")
                        : Messages.text("live.busy.loading", router.name())));
        latest.submit(
                ROUTE,
                progress -> routers.use(router, loaded -> {
                    progress.checkCancelled();
                    DatasetTable table = open == null ? null : open.table();
                    List<Vlm> lent = lent(table, loaded);
                    List<Vlm> vlms = lent.isEmpty() ? loaded.vlms() : lent;
                    Answer answer = RouteQuestion.answer(
                            loaded,
                            vlms,
                            ready == null ? null : ready.raster(),
                            ready == null ? 0 : ready.decodeNanos(),
                            asked,
                            threshold);
                    return new Attempt(
                            number,
                            router,
                            asked,
                            ready == null ? null : ready.source(),
                            ready == null ? null : Pixels.image(ready.raster(), Pixels.THUMB),
                            answer,
                            vlms,
                            lent.isEmpty() || table == null
                                    ? ""
                                    : table.dataset().name(),
                            vlms.stream()
                                    .map(v -> table == null ? Double.NaN : Cost.mean(table, v.id()))
                                    .toList(),
                            stored(from, table, scores, router, asked, ready, answer));
                }),
                this::answered,
                problem -> phase.set(new Phase.Failed(Problem.of(problem))));
    }

    /** The VLMs of a dataset that a router was trained to know. */
    private static List<Vlm> lent(@Nullable DatasetTable table, OpenRouter loaded) {
        if (table == null) {
            return List.of();
        }
        List<String> known = loaded.vlms().stream().map(Vlm::id).toList();
        return table.dataset().vlms().stream()
                .filter(v -> known.contains(v.id()))
                .toList();
    }

    private static @Nullable Stored stored(
            @Nullable Origin from,
            @Nullable DatasetTable table,
            @Nullable Scores scores,
            RouterInfo router,
            String asked,
            LivePicture.@Nullable Ready ready,
            Answer answer) {
        if (from == null
                || table == null
                || table.dataset().id() != from.dataset()
                || !from.is(asked, ready == null ? null : ready.source())) {
            return null;
        }
        if (scores == null
                || scores.set().router() != router.id()
                || scores.set().dataset() != from.dataset()) {
            return new Stored(from.key(), List.of(), Double.NaN);
        }
        List<Double> stored = new ArrayList<>();
        double most = Double.NaN;
        for (Confidence live : answer.confidences()) {
            int column = scores.set().vlms().indexOf(live.vlm());
            double value = column < 0 ? Double.NaN : scores.confidence(from.query(), column);
            stored.add(value);
            double apart = Math.abs(value - live.value());
            most = Double.isNaN(apart) || apart <= most ? most : apart;
        }
        return new Stored(from.key(), stored, most);
    }

    private void answered(Attempt attempt) {
        ready(attempt.router(), attempt.answer().device());
        history.addFirst(attempt);
        trim();
        shown.set(attempt);
        phase.set(new Phase.Rest());
    }

    /** Pasted pixels are kept by the tries alone, so the list must not grow without end. */
    private void trim() {
        while (history.size() > MOST_TRIES || (history.size() > 1 && heldPixels() > MOST_PIXELS)) {
            history.removeLast();
        }
    }

    private long heldPixels() {
        return history.stream()
                .map(Attempt::source)
                .filter(Source.Pixels.class::isInstance)
                .map(Source.Pixels.class::cast)
                .distinct()
                .mapToLong(s -> s.raster().rgb().length)
                .sum();
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
        Attempt before = previous();
        Stored stored = attempt.stored();
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < attempt.vlms().size(); k++) {
            Vlm vlm = attempt.vlms().get(k);
            double confidence = decision.confidences().get(k).value();
            rows.add(new Row(
                    vlm.id(),
                    vlm.pool(),
                    confidence,
                    before == null ? Double.NaN : confidence - before.confidence(vlm.id()),
                    stored == null || stored.confidences().isEmpty()
                            ? Double.NaN
                            : stored.confidences().get(k),
                    vlm.id().equals(decision.chosen()),
                    Cost.text(vlm, attempt.means().get(k))));
        }
        if (sorted.get()) {
            rows.sort(Comparator.comparingDouble(Row::confidence).reversed());
        }
        return rows;
    }

    /** The try before the shown one on the same picture with the same router, or null. */
    @Nullable
    Attempt previous() {
        Attempt attempt = shown.get();
        return attempt == null
                ? null
                : history.stream()
                        .filter(other -> other.number() < attempt.number())
                        .filter(other -> other.sameSource(attempt))
                        .filter(other -> other.router().equals(attempt.router()))
                        .findFirst()
                        .orElse(null);
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** Tries of this session, newest first. */
    ObservableList<Attempt> history() {
        return history;
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

    WorkbenchState state() {
        return state;
    }

    @Override
    public void close() {
        latest.close();
    }
}
