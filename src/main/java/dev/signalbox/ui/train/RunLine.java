package dev.signalbox.ui.train;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.router.TrainingHistory;
import dev.signalbox.router.TrainingReport.Epoch;
import dev.signalbox.router.arms.TrainingSettings;
import dev.signalbox.workbench.TestScore;
import dev.signalbox.workbench.TrainingRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A run in the list.
 *
 * @param router   what came out, or null
 * @param stopped  where it can be resumed, or null
 * @param history  for a run under way what is known at its start
 * @param settings by name
 * @param pulse    what was heard of it in this session, or null
 * @param score    on the open dataset's test split, or null while it has no scores there
 */
record RunLine(
        String name,
        Path folder,
        @Nullable RouterInfo router,
        TrainingRuns.@Nullable Stopped stopped,
        TrainingHistory history,
        SequencedMap<String, String> settings,
        @Nullable Pulse pulse,
        @Nullable TestScore score) {

    static RunLine of(TrainingRuns.Run run, @Nullable Pulse pulse, @Nullable TestScore score) {
        return new RunLine(
                run.name(),
                run.folder(),
                run.router(),
                run.stopped(),
                run.history(),
                TrainingSettings.list(run.history().options()),
                pulse,
                score);
    }

    /** A run that begins now or goes on. */
    static RunLine underWay(String name, Path folder, TrainingHistory history) {
        return new RunLine(name, folder, null, null, history, TrainingSettings.list(history.options()), null, null);
    }

    RunLine with(@Nullable Pulse heard) {
        return new RunLine(name, folder, router, stopped, history, settings, heard, score);
    }

    /** The same run stays the same while its state changes; an older router in the folder is another one. */
    String key() {
        return folder + (router == null ? "|open" : "|" + router.id());
    }

    /** Neither stopped nor finished. */
    boolean running() {
        return router == null && stopped == null;
    }

    /** Finished epochs, those of this moment included. */
    List<Epoch> epochs() {
        // A run that goes on tells of its past only a little later.
        return running()
                        && pulse != null
                        && pulse.done().size() >= history.epochs().size()
                ? pulse.done()
                : history.epochs();
    }

    int bestEpoch() {
        return running() ? Pulse.best(epochs()) : history.bestEpoch();
    }

    /** The best epoch so far, or null. */
    @Nullable
    Epoch best() {
        return bestEpoch() == 0 ? null : epochs().get(bestEpoch() - 1);
    }
}
