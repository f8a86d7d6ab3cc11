package dev.signalbox.ui.live;

import dev.signalbox.model.Raster;
import dev.signalbox.router.EncoderView;
import dev.signalbox.router.QueryInput;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.Problem;
import dev.signalbox.ui.shell.RouterAccess;
import dev.signalbox.workbench.OpenDataset;
import dev.signalbox.workbench.OtherPicture;
import dev.signalbox.workbench.PerturbQuestion;
import dev.signalbox.workbench.PerturbQuestion.Effect;
import dev.signalbox.workbench.PerturbQuestion.Report;
import dev.signalbox.workbench.Perturbation;
import dev.signalbox.workbench.RouteQuestion.Answer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** An answered question asked again with one thing changed at a time. For the UI thread; asking runs as a job. */
final class WhatIfViewModel implements AutoCloseable {
    private static final String RUN = "live.whatif";
    /** Changes draw alike whenever the same question is asked, so that two looks at it show the same. */
    private static final long SEED = 20_250_607;

    private static final int THUMB = 48;

    private final DatasetDesk desk;
    private final RouterAccess routers;
    private final Latest latest;
    private final DoubleProperty tau;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(new Phase.Rest());
    private final ReadOnlyObjectWrapper<@Nullable Attempt> subject = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Perturbation> selected = new SimpleObjectProperty<>(Perturbation.SAME);

    /**
     * What came of it.
     *
     * @param thumbs what the encoder saw, small; changes that it tells nothing of are left out
     */
    record Outcome(Report report, Map<Perturbation, Image> thumbs) {
        Outcome {
            thumbs = Map.copyOf(thumbs);
        }

        Effect effect(Perturbation change) {
            return report.effects().get(change.ordinal());
        }
    }

    /**
     * A row of the table.
     *
     * @param name   of the VLM or expert
     * @param expert true for a gate weight, false for a confidence
     * @param base   of the unchanged question, in [0, 1]
     * @param deltas by {@link Perturbation}, NaN when there was nothing to change
     * @param chosen by {@link Perturbation}: true when the VLM is chosen then
     * @param held   true when the VLM is chosen for the unchanged question
     */
    record Line(String name, boolean expert, double base, List<Double> deltas, List<Boolean> chosen, boolean held) {
        Line {
            deltas = List.copyOf(deltas);
            chosen = List.copyOf(chosen);
        }
    }

    /** @param tau threshold in force; decisions follow it without asking again */
    WhatIfViewModel(DatasetDesk desk, Jobs jobs, RouterAccess routers, DoubleProperty tau) {
        this.desk = desk;
        this.routers = routers;
        this.tau = tau;
        latest = new Latest(jobs, Lane.IO);
    }

    /**
     * Opens the panel for an answer and asks its changes.
     *
     * @param there the picture on the screen: the answer's own one is not decoded again when it is still there
     */
    void open(Attempt attempt, LivePicture there) {
        subject.set(attempt);
        selected.set(Perturbation.SAME);
        outcome.set(null);
        run(attempt, there);
    }

    private void run(Attempt attempt, LivePicture there) {
        OpenDataset open = desk.open().get();
        double at = tau.get();
        phase.set(new Phase.Busy(Messages.text("live.whatif.busy", Perturbation.values().length)));
        latest.submit(
                RUN,
                progress -> {
                    Raster picture = pixels(attempt, there);
                    PerturbQuestion.Swap swap = asked -> open == null || picture == null
                            ? Optional.empty()
                            : OtherPicture.find(open, picture, SEED, asked);
                    return routers.use(attempt.router(), loaded -> {
                        progress.checkCancelled();
                        return outcome(PerturbQuestion.run(
                                loaded,
                                attempt.vlms(),
                                new QueryInput(attempt.question(), picture),
                                at,
                                swap,
                                SEED,
                                progress));
                    });
                },
                this::done,
                problem -> phase.set(new Phase.Failed(Problem.of(problem))));
    }

    /** The pixels of an answered question; those on the screen are taken when they are still the same. */
    static @Nullable Raster pixels(Attempt attempt, LivePicture there) {
        if (there instanceof LivePicture.Ready ready && Objects.equals(ready.source(), attempt.source())) {
            return ready.raster();
        }
        return switch (attempt.source()) {
            case null -> null;
            case Source.File file -> Decoded.of(file.path()).raster();
            case Source.Pixels pixels -> pixels.raster();
        };
    }

    private static Outcome outcome(Report report) {
        Map<Perturbation, Image> thumbs = new EnumMap<>(Perturbation.class);
        for (Effect effect : report.effects()) {
            if (effect.seen() != null) {
                thumbs.put(effect.change(), Pixels.image(effect.seen().picture(), THUMB));
            }
        }
        return new Outcome(report, thumbs);
    }

    private void done(Outcome found) {
        phase.set(new Phase.Rest());
        outcome.set(found);
    }

    /** Closes the panel; what is being asked is given up. */
    void leave() {
        latest.cancel(RUN);
        subject.set(null);
        outcome.set(null);
        phase.set(new Phase.Rest());
    }

    /** The answer that is looked into, or null while the panel is closed. */
    ReadOnlyObjectProperty<@Nullable Attempt> subject() {
        return subject.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Outcome> outcome() {
        return outcome.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** The change whose view by the encoders is shown. */
    ObjectProperty<Perturbation> selected() {
        return selected;
    }

    DoubleProperty tau() {
        return tau;
    }

    /** What the encoders saw of the selected change, or null when there is nothing to tell. */
    @Nullable
    EncoderView seen() {
        Outcome found = outcome.get();
        return found == null ? null : found.effect(selected.get()).seen();
    }

    /** The VLM that a change leads to at the threshold in force, or null when there was nothing to change. */
    @Nullable
    String chosen(Perturbation change) {
        Outcome found = outcome.get();
        Answer now = found == null ? null : found.effect(change).now();
        return found == null || now == null
                ? null
                : now.at(found.report().vlms(), tau.get()).chosen();
    }

    /** Confidences by VLM as in the answer, then gate weights by expert; empty before the outcome. */
    List<Line> lines() {
        Outcome found = outcome.get();
        if (found == null) {
            return List.of();
        }
        Report report = found.report();
        String held = report.base().at(report.vlms(), tau.get()).chosen();
        List<Optional<String>> chosen = report.effects().stream()
                .map(e -> Optional.ofNullable(chosen(e.change())))
                .toList();
        List<Line> lines = new ArrayList<>();
        for (int k = 0; k < report.vlms().size(); k++) {
            int vlm = k;
            String id = report.vlms().get(k).id();
            lines.add(new Line(
                    id,
                    false,
                    report.base().confidences().get(k).value(),
                    report.effects().stream().map(e -> e.confidence(vlm)).toList(),
                    chosen.stream().map(c -> c.equals(Optional.of(id))).toList(),
                    id.equals(held)));
        }
        for (int i = 0; i < report.base().gate().length; i++) {
            int expert = i;
            lines.add(new Line(
                    Messages.text("live.whatif.gate", i + 1),
                    true,
                    report.base().gate()[i],
                    report.effects().stream().map(e -> e.gate(expert)).toList(),
                    report.effects().stream().map(e -> false).toList(),
                    false));
        }
        return lines;
    }

    @Override
    public void close() {
        latest.close();
    }
}
