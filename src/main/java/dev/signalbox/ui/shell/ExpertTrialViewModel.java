package dev.signalbox.ui.shell;

import dev.signalbox.model.Raster;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.QueryInput;
import dev.signalbox.router.arms.ExpertSet;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.RouteQuestion;
import dev.signalbox.workbench.RouteQuestion.Answer;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import org.jspecify.annotations.Nullable;

/**
 * One question with some of its router's experts switched off. Nothing is asked before the first switch; then the encoders run
 * once and every expert is also heard alone. For the UI thread; asking runs as a job.
 */
public final class ExpertTrialViewModel implements AutoCloseable {
    private static final String RUN = "experts.trial";

    private final RouterAccess routers;
    private final Latest latest;
    private final DoubleProperty tau = new SimpleDoubleProperty(.5);
    private final ReadOnlyObjectWrapper<@Nullable Subject> subject = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ExpertSet> on = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Trial> trial = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

    /** Where the picture comes from; asked beside the UI thread. */
    public interface PictureSource {
        /** The first picture, or null for a text alone. */
        @Nullable
        Raster raster();
    }

    /**
     * What the switches are about.
     *
     * @param vlms those to choose among
     * @param gate the weights as they are, one per expert
     */
    public record Subject(RouterInfo router, List<Vlm> vlms, String question, PictureSource picture, List<Float> gate) {
        public Subject {
            vlms = List.copyOf(vlms);
            gate = List.copyOf(gate);
        }
    }

    /**
     * What came of it.
     *
     * @param set   the experts that were on
     * @param base  with all of them
     * @param now   with those of the set
     * @param alone with one of them, by expert
     */
    public record Trial(Subject subject, ExpertSet set, Answer base, Answer now, List<Answer> alone) {
        public Trial {
            alone = List.copyOf(alone);
        }

        /** The change of a VLM's confidence. */
        public double change(int vlm) {
            return now.confidences().get(vlm).value()
                    - base.confidences().get(vlm).value();
        }
    }

    public ExpertTrialViewModel(Jobs jobs, RouterAccess routers) {
        this.routers = routers;
        latest = new Latest(jobs, Lane.IO);
    }

    /** Turns to another question, or to none; all experts are on again. */
    public void show(@Nullable Subject next) {
        latest.cancel(RUN);
        subject.set(next);
        trial.set(null);
        status.set("");
        on.set(
                next == null || next.gate().isEmpty()
                        ? null
                        : ExpertSet.all(next.gate().size()));
    }

    /** Switches an expert on or off; the last one stays on. */
    public void turn(int expert, boolean switchedOn) {
        ExpertSet now = on.get();
        if (now == null || now.has(expert) == switchedOn || !switchedOn && now.count() == 1) {
            return;
        }
        use(now.with(expert, switchedOn));
    }

    /** Switches every expert on. */
    public void all() {
        ExpertSet now = on.get();
        if (now != null && !now.isAll()) {
            use(ExpertSet.all(now.size()));
        }
    }

    private void use(ExpertSet next) {
        Subject asked = subject.get();
        on.set(next);
        if (asked == null) {
            return;
        }
        double at = tau.get();
        status.set(Messages.text("experts.busy"));
        latest.submit(
                RUN,
                progress -> {
                    QueryInput query =
                            new QueryInput(asked.question(), asked.picture().raster());
                    return routers.use(asked.router(), loaded -> {
                        progress.checkCancelled();
                        List<ExpertSet> sets = new ArrayList<>(List.of(ExpertSet.all(next.size()), next));
                        for (int expert = 0; expert < next.size(); expert++) {
                            sets.add(ExpertSet.only(next.size(), expert));
                        }
                        List<Answer> answers = RouteQuestion.answers(loaded, asked.vlms(), query, sets, at);
                        return new Trial(asked, next, answers.get(0), answers.get(1), answers.subList(2, sets.size()));
                    });
                },
                found -> {
                    status.set("");
                    trial.set(found);
                },
                problem -> status.set(Problem.of(problem).what()));
    }

    /** What the switches are about, or null. */
    public ReadOnlyObjectProperty<@Nullable Subject> subject() {
        return subject.getReadOnlyProperty();
    }

    /** The experts that are on, or null without a question or a gate. */
    public ReadOnlyObjectProperty<@Nullable ExpertSet> on() {
        return on.getReadOnlyProperty();
    }

    /** What came of the switches, or null before the first; older than {@link #on} for a moment. */
    public ReadOnlyObjectProperty<@Nullable Trial> trial() {
        return trial.getReadOnlyProperty();
    }

    /** What is being done or went wrong, for people; empty at rest. */
    public ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    /** The threshold of the decisions; they follow it without asking again. */
    public DoubleProperty tau() {
        return tau;
    }

    /** The VLM that an answer leads to at the threshold in force. */
    public String chosen(Answer answer) {
        Subject asked = subject.get();
        return asked == null
                ? answer.chosen()
                : answer.at(asked.vlms(), tau.get()).chosen();
    }

    @Override
    public void close() {
        latest.close();
    }
}
