package dev.signalbox.ui.train;

import dev.signalbox.encoders.EncoderLibrary;
import dev.signalbox.encoders.EncoderStatus;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.Pool;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingPlan;
import dev.signalbox.router.arms.TrainingOptions.Strategy;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.router.arms.TrainingSettings.Setting;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Debounce;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.TrainRouter;
import dev.signalbox.workbench.TrainingRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The form of a new run. Every change is looked through beside the UI thread; what is wrong is said at its field. */
final class SetupViewModel implements AutoCloseable {
    static final List<String> PRESETS = List.of("tiny", "full");
    private static final String STRATEGY = "strategy";
    /** What a run sets that asks the encoders once for all. */
    private static final Map<String, String> CACHED =
            Map.of("config.tuneText", "false", "config.tuneImage", "false", "shift", "0");

    private static final Duration QUIET = Duration.ofMillis(200);

    private final DatasetDesk desk;
    private final Path home;
    private final Supplier<EncoderLibrary> library;
    private final Latest latest;
    private final Debounce later;
    private final Jobs jobs;
    private final Consumer<Throwable> failed;

    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper nameProblem = new ReadOnlyStringWrapper("");
    private final StringProperty preset = new SimpleStringProperty(PRESETS.getFirst());
    private final ObjectProperty<Strategy> strategy = new SimpleObjectProperty<>(Strategy.INITIAL);
    private final ObjectProperty<@Nullable RouterInfo> from = new SimpleObjectProperty<>();
    private final ObjectProperty<Lender> encoders = new SimpleObjectProperty<>(new Lender.Nobody());
    private final ObservableList<Lender> lenders = FXCollections.observableArrayList(new Lender.Nobody());
    private final BooleanProperty makeSplit = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper cached = new ReadOnlyBooleanWrapper();
    private final ObservableList<RouterInfo> routers = FXCollections.observableArrayList();
    private final ObservableList<VlmChoice> vlms = FXCollections.observableArrayList();
    private final SequencedMap<String, SettingField> fields = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<SetupCheck.@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper sound = new ReadOnlyBooleanWrapper();
    private boolean named;
    private boolean filling;
    private boolean stale = true;
    private @Nullable Runnable waiting;

    /** A VLM with its check box. */
    record VlmChoice(Vlm vlm, BooleanProperty chosen) {}

    /**
     * A form at its defaults.
     *
     * @param library   the public encoders of this machine; asked beside the UI thread
     * @param standards every setting at the default of the first preset
     * @param failed    is told why a file could not be read or written
     */
    SetupViewModel(
            WorkbenchState state,
            DatasetDesk desk,
            Jobs jobs,
            Path home,
            Supplier<EncoderLibrary> library,
            List<Setting> standards,
            Consumer<Throwable> failed) {
        this.desk = desk;
        this.home = home;
        this.library = library;
        this.jobs = jobs;
        this.failed = failed;
        latest = new Latest(jobs, Lane.IO);
        later = new Debounce(jobs, QUIET);
        for (Setting setting : standards) {
            if (!setting.name().equals(STRATEGY)) {
                SettingField field = new SettingField(setting);
                field.text().addListener((property, old, now) -> changed());
                fields.put(setting.name(), field);
            }
        }
        preset.addListener((property, old, now) -> changed());
        strategy.addListener((property, old, now) -> {
            if (now.needsRouter() && from.get() == null) {
                from.set(state.router().get());
            }
            changed();
        });
        from.addListener((property, old, now) -> changed());
        encoders.addListener((property, old, now) -> changed());
        makeSplit.addListener((property, old, now) -> changed());
        name.addListener((property, old, now) -> {
            named |= !filling;
            changed();
        });
        desk.index().addListener((property, old, now) -> follow(old, now));
        follow(null, desk.index().get());
    }

    /** The new router's name, which is also its folder's. */
    StringProperty name() {
        return name;
    }

    /** Why the name does not do; empty when it does. */
    ReadOnlyStringProperty nameProblem() {
        return nameProblem.getReadOnlyProperty();
    }

    /** One of {@link #PRESETS}. */
    StringProperty preset() {
        return preset;
    }

    ObjectProperty<Strategy> strategy() {
        return strategy;
    }

    /** The router that the strategy refers to. */
    ObjectProperty<@Nullable RouterInfo> from() {
        return from;
    }

    /** Whose encoders a router that begins anew takes over. */
    ObjectProperty<Lender> encoders() {
        return encoders;
    }

    /** Everybody whose encoders there are. */
    ObservableList<Lender> lenders() {
        return lenders;
    }

    /** Whether a split is made where the dataset's own has no “train”. */
    BooleanProperty makeSplit() {
        return makeSplit;
    }

    /** True while the settings leave the encoders as they are, so that their vectors are computed once. */
    ReadOnlyBooleanProperty cached() {
        return cached.getReadOnlyProperty();
    }

    /** Makes the settings so, or puts them back to their defaults. */
    void cache(boolean once) {
        filling = true;
        CACHED.forEach((key, value) -> {
            if (once) {
                field(key).text().set(value);
            } else {
                field(key).reset();
            }
        });
        filling = false;
        changed();
    }

    /** Routers of the workspace, oldest first. */
    ObservableList<RouterInfo> routers() {
        return routers;
    }

    /** The dataset's VLMs in its order. */
    ObservableList<VlmChoice> vlms() {
        return vlms;
    }

    /** Every setting but the strategy, by its full name, in the order of training.json. */
    SequencedMap<String, SettingField> fields() {
        return fields;
    }

    SettingField field(String full) {
        return Objects.requireNonNull(fields.get(full), full);
    }

    /** What the last look found; null before the first one and without a dataset. */
    ReadOnlyObjectProperty<SetupCheck.@Nullable Outcome> outcome() {
        return outcome.getReadOnlyProperty();
    }

    /** True when the last look found nothing wrong. */
    ReadOnlyBooleanProperty sound() {
        return sound.getReadOnlyProperty();
    }

    /** Ticks the VLMs of a pool and no other; null ticks all. */
    void tick(@Nullable Pool pool) {
        filling = true;
        vlms.forEach(choice -> choice.chosen().set(pool == null || choice.vlm().pool() == pool));
        filling = false;
        changed();
    }

    /** Puts every setting back to its default. */
    void reset() {
        filling = true;
        fields.values().forEach(SettingField::reset);
        filling = false;
        changed();
    }

    /** The line that trains the same, or empty while something is wrong. */
    String command() {
        SetupCheck.Outcome here = outcome.get();
        if (here == null || !sound.get()) {
            return "";
        }
        TrainRouter.Request request = here.form().request();
        return TrainRouter.command(here.form().open().dataset().name(), request)
                + " --workspace "
                + TrainRouter.quoted(
                        String.valueOf(here.form().open().workspace().folder()))
                + " --out "
                + TrainRouter.quoted(String.valueOf(request.out()));
    }

    /** Writes all settings as {@code --config} takes them. */
    void save(Path file) {
        SetupCheck.Outcome here = outcome.get();
        TrainingPlan plan = here == null ? null : here.plan();
        if (plan != null) {
            jobs.<Path>submitQuiet(
                            Lane.IO,
                            "train.save",
                            progress -> Files.writeString(file, TrainingSettings.write(plan.options())))
                    .onFailed(failed);
        }
    }

    /** Takes the settings of a file over; those that it does not name go back to their defaults. */
    void load(Path file) {
        jobs.<SequencedMap<String, String>>submitQuiet(Lane.IO, "train.load", progress -> read(file))
                .onDone(this::take)
                .onFailed(failed);
    }

    private static SequencedMap<String, String> read(Path file) {
        try {
            return TrainingSettings.read(file);
        } catch (IOException e) {
            throw new UserFacingException("training.setting.file", e, file, String.valueOf(e.getMessage()));
        }
    }

    private void take(SequencedMap<String, String> values) {
        String stranger = values.keySet().stream()
                .filter(key -> !key.equals(STRATEGY) && known(key) == null)
                .findFirst()
                .orElse(null);
        if (stranger != null) {
            failed.accept(
                    new UserFacingException("training.setting.name", stranger, String.join(", ", fields.keySet())));
            return;
        }
        filling = true;
        fields.values().forEach(SettingField::reset);
        values.forEach((key, value) -> {
            SettingField field = known(key);
            if (field != null) {
                field.text().set(value);
            }
        });
        String way = values.get(STRATEGY);
        if (way != null) {
            strategy.set(TrainingSettings.strategy(way));
        }
        filling = false;
        changed();
    }

    private @Nullable SettingField known(String key) {
        SettingField exact = fields.get(key);
        return exact != null ? exact : fields.get("config." + key);
    }

    /** Looks at the form anew: there may be new routers or folders. */
    void refresh() {
        Workspace workspace = desk.workspace().get();
        if (workspace == null) {
            return;
        }
        latest.submit(
                "train.routers",
                progress -> new Around(
                        workspace.routers().list(),
                        library.get().list(),
                        TrainingRuns.free(workspace, Messages.text("train.name.suggested", preset.get()))),
                around -> {
                    filling = true;
                    routers.setAll(around.routers());
                    RouterInfo chosen = from.get();
                    if (chosen != null && !routers.contains(chosen)) {
                        from.set(null);
                    }
                    lenders.setAll(Lender.all(around.routers(), around.encoders()));
                    if (!lenders.contains(encoders.get())) {
                        encoders.set(lenders.getFirst());
                    }
                    if (!named) {
                        name.set(around.name());
                    }
                    filling = false;
                    check();
                },
                failed);
    }

    private record Around(List<RouterInfo> routers, List<EncoderStatus> encoders, String name) {}

    /** The name is used up: the next look suggests another one. */
    void renew() {
        named = false;
    }

    private void follow(@Nullable DatasetIndex old, @Nullable DatasetIndex now) {
        if (now == null) {
            sound.set(false);
            outcome.set(null);
            return;
        }
        Dataset dataset = now.table().dataset();
        boolean same = old != null && old.table().dataset().id() == dataset.id();
        if (!same || vlms.size() != dataset.vlms().size()) {
            vlms.clear();
            for (Vlm vlm : dataset.vlms()) {
                VlmChoice choice = new VlmChoice(vlm, new SimpleBooleanProperty(true));
                choice.chosen().addListener((property, was, is) -> changed());
                vlms.add(choice);
            }
        }
        if (!same) {
            makeSplit.set(false); // it is asked for anew for every dataset
            refresh();
        } else if (old != null && old.labels() != now.labels()) {
            changed(); // corrections come in quick succession
        }
    }

    private void changed() {
        if (!filling) {
            stale = true;
            later.call(this::check);
        }
    }

    /** Does something once what was typed a moment ago is looked through as well. */
    void whenChecked(Runnable action) {
        if (stale) {
            waiting = action;
            later.flush();
        } else {
            action.run();
        }
    }

    private void check() {
        cached.set(CACHED.entrySet().stream()
                .allMatch(e -> field(e.getKey()).text().get().strip().equalsIgnoreCase(e.getValue())));
        OpenDataset open = desk.open().get();
        DatasetIndex index = desk.index().get();
        if (open == null || index == null) {
            return;
        }
        SequencedMap<String, String> changed = new LinkedHashMap<>();
        fields.forEach((key, field) -> {
            if (field.changed().get() && !key.equals("seed")) {
                changed.put(key, field.text().get().strip());
            }
        });
        SetupCheck.Form form = new SetupCheck.Form(
                open,
                index,
                name.get().strip(),
                preset.get(),
                strategy.get(),
                strategy.get().needsRouter() ? from.get() : null,
                strategy.get().incremental() ? new Lender.Nobody() : encoders.get(),
                vlms.stream()
                        .filter(v -> v.chosen().get())
                        .map(v -> v.vlm().id())
                        .toList(),
                makeSplit.get(),
                field("seed").text().get(),
                changed);
        latest.submit(
                "train.check",
                progress -> SetupCheck.of(form, new TrainRouter(open.workspace(), home)),
                this::settle,
                failed);
    }

    private void settle(SetupCheck.Outcome found) {
        filling = true;
        for (Setting setting : found.standards()) {
            SettingField field = fields.get(setting.name());
            if (field != null) {
                field.standard(setting.value());
            }
        }
        filling = false;
        nameProblem.set(found.nameProblem());
        fields.forEach((key, field) -> field.problem(found.fieldProblems().getOrDefault(key, "")));
        outcome.set(found);
        sound.set(found.plan() != null && found.nameProblem().isEmpty());
        stale = false;
        Runnable due = waiting;
        waiting = null;
        if (due != null) {
            due.run();
        }
    }

    @Override
    public void close() {
        later.close();
        latest.close();
    }
}
