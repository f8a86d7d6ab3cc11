package dev.signalbox.workbench;

import dev.signalbox.model.Vlm;
import dev.signalbox.router.EncoderView;
import dev.signalbox.router.QueryInput;
import dev.signalbox.task.Progress;
import dev.signalbox.workbench.RouteQuestion.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks an image question again with one thing changed at a time. */
public final class PerturbQuestion {
    private PerturbQuestion() {}

    /** Finds the picture to swap with; asked at most once, and only when there is a picture to be swapped. */
    public interface Swap {
        Optional<OtherPicture> find(Progress progress);
    }

    /**
     * What one change did.
     *
     * @param input the changed question, or null when there was nothing to change
     * @param seen  what the encoders saw of it, or null when the router does not tell
     * @param base  the answer to the unchanged question
     * @param now   the answer to the changed one, or null when there was nothing to change
     */
    public record Effect(
            Perturbation change,
            @Nullable QueryInput input,
            @Nullable EncoderView seen,
            Answer base,
            @Nullable Answer now) {
        /** The change of a VLM's confidence; NaN when there was nothing to change. */
        public double confidence(int vlm) {
            return now == null
                    ? Double.NaN
                    : now.confidences().get(vlm).value()
                            - base.confidences().get(vlm).value();
        }

        /** The change of an expert's gate weight; NaN when there was nothing to change. */
        public double gate(int expert) {
            return now == null ? Double.NaN : (double) now.gate()[expert] - base.gate()[expert];
        }
    }

    /**
     * All changes.
     *
     * @param effects one per {@link Perturbation}, in their order
     * @param vlms    those to choose among
     * @param swapped the query that lent its picture, or null
     */
    public record Report(
            Answer base,
            List<Effect> effects,
            List<Vlm> vlms,
            @Nullable String swapped) {
        public Report {
            effects = List.copyOf(effects);
            vlms = List.copyOf(vlms);
        }
    }

    /**
     * Asks the unchanged question, then every change of it, each alone as Live asks.
     *
     * @param tau  threshold on the free pool's best confidence
     * @param seed of what the changes draw
     */
    public static Report run(
            OpenRouter loaded, List<Vlm> vlms, QueryInput query, double tau, Swap swap, long seed, Progress progress) {
        OtherPicture other =
                query.picture() == null ? null : swap.find(progress).orElse(null);
        Answer base = ask(loaded, vlms, query, tau);
        Perturbation[] changes = Perturbation.values();
        List<Effect> effects = new ArrayList<>();
        for (Perturbation change : changes) {
            progress.checkCancelled();
            progress.update((double) effects.size() / changes.length, "");
            QueryInput input = change.apply(query, other == null ? null : other.picture(), seed)
                    .orElse(null);
            effects.add(new Effect(
                    change,
                    input,
                    input == null ? null : loaded.router().view(input).orElse(null),
                    base,
                    input == null ? null : ask(loaded, vlms, input, tau)));
        }
        return new Report(base, effects, vlms, other == null ? null : other.key());
    }

    private static Answer ask(OpenRouter loaded, List<Vlm> vlms, QueryInput query, double tau) {
        return RouteQuestion.answer(loaded, vlms, query.picture(), 0, query.question(), tau);
    }
}
