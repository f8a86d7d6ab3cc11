package dev.signalbox.index;

import dev.signalbox.task.Progress;

/** Finds words in texts that need not be in memory. */
public interface TextSearch {
    /**
     * The queries in whose question, answers, reference or key the words occur next to each other, as {@link
     * TextFold#fold} sees them.
     *
     * @throws java.util.concurrent.CancellationException when progress was cancelled
     */
    Selection matching(String words, Progress progress);
}
