package dev.signalbox.ui.detail;

import dev.signalbox.model.Correctness;
import dev.signalbox.model.Event;
import dev.signalbox.model.Output;
import dev.signalbox.model.Query;
import dev.signalbox.model.Raster;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Vlm;
import dev.signalbox.picture.PictureRoots.Resolution;
import dev.signalbox.router.Cascade;
import dev.signalbox.ui.control.WordDiff;
import dev.signalbox.ui.shell.ExpertTrialViewModel;
import dev.signalbox.workbench.OpenDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one query, read at one moment.
 *
 * @param ordinal   in its dataset
 * @param query     as imported
 * @param reference the reference in force, or null without one
 * @param note      the note, or null
 * @param answers   one per VLM, in column order
 * @param decision  the router’s, or null without scores
 * @param events    the query’s history, oldest first
 * @param pictures  where its pictures are, in order
 * @param simulated whether the dataset is made up
 */
record QueryDetail(
        int ordinal,
        Query query,
        @Nullable String reference,
        @Nullable String note,
        List<Answer> answers,
        @Nullable Decision decision,
        List<Event> events,
        List<Resolution> pictures,
        boolean simulated) {
    QueryDetail {
        answers = List.copyOf(answers);
        events = List.copyOf(events);
        pictures = List.copyOf(pictures);
    }

    /** True when the reference in force is not the imported one. */
    boolean referenceCorrected() {
        return reference != null && !reference.equals(query.reference());
    }

    /** The question as the router may be asked again, about the VLMs that it scored. */
    ExpertTrialViewModel.Subject trial(OpenDataset open, RouterInfo router) {
        Decision made = Objects.requireNonNull(decision);
        List<Float> gate = new ArrayList<>();
        for (float weight : made.gate()) {
            gate.add(weight);
        }
        List<Vlm> scored = answers.stream()
                .filter(answer -> !Float.isNaN(made.confidences()[answer.column()]))
                .map(Answer::vlm)
                .toList();
        return new ExpertTrialViewModel.Subject(
                router, scored, query.question(), new StoredPicture(open, ordinal), gate);
    }

    /** The first picture of a query, or the blank one. */
    private record StoredPicture(OpenDataset open, int query) implements ExpertTrialViewModel.PictureSource {
        @Override
        public @Nullable Raster raster() {
            return open.pictures().raster(query);
        }
    }

    int right() {
        return (int)
                answers.stream().filter(a -> a.label() == Correctness.RIGHT).count();
    }

    /**
     * One VLM’s answer.
     *
     * @param output    null when none is stored
     * @param label     in force
     * @param corrected whether somebody changed it
     * @param last      the newest event on it, or null
     * @param diff      against the reference in force; one equal run without a reference
     * @param alike     how many VLMs gave the same answer apart from case and outer space, this one included
     * @param group     the number of that group, largest first from 1; 0 for an answer that stands alone
     */
    record Answer(
            int column,
            Vlm vlm,
            @Nullable Output output,
            Correctness imported,
            Correctness label,
            boolean corrected,
            @Nullable Event last,
            List<WordDiff.Run> diff,
            int alike,
            int group) {}

    /**
     * What the router makes of it at the default threshold.
     *
     * @param confidences by column; NaN for a VLM that was not scored
     * @param firstPool   columns asked first
     * @param gate        weights of the experts; empty for a router without a gate
     * @param chosen      a column
     * @param margin      best confidence of the first pool minus tau
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Decision(
            String router,
            float[] confidences,
            List<Integer> firstPool,
            float[] gate,
            int chosen,
            Cascade.Branch branch,
            double margin,
            double tau) {}
}
