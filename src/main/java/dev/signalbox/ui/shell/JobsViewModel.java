package dev.signalbox.ui.shell;

import dev.signalbox.task.Job;
import dev.signalbox.task.Jobs;
import dev.signalbox.text.Messages;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The jobs that people see: those that wait or run, and a history of those that are over, newest first. */
public final class JobsViewModel implements AutoCloseable {
    private static final int HISTORY = 50;

    private final ObservableList<JobItem> open = FXCollections.observableArrayList();
    private final ObservableList<JobItem> history = FXCollections.observableArrayList();
    private final ObservableList<JobItem> openView = FXCollections.unmodifiableObservableList(open);
    private final ObservableList<JobItem> historyView = FXCollections.unmodifiableObservableList(history);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final Runnable stopListening;

    public JobsViewModel(Jobs jobs) {
        stopListening = jobs.listen(this::changed);
        summarise();
    }

    private void changed(Job<?> job) {
        if (job.quiet()) {
            return;
        }
        JobItem item = open.stream().filter(i -> i.job() == job).findFirst().orElse(null);
        if (item == null) {
            // A listener can hear of the end again after it was filed: the state is read when it is called.
            if (history.stream().anyMatch(i -> i.job() == job)) {
                return;
            }
            item = new JobItem(job);
            open.add(item);
        }
        item.refresh();
        if (job.state().over()) {
            open.remove(item);
            history.addFirst(item);
            if (history.size() > HISTORY) {
                history.removeLast();
            }
        }
        summarise();
    }

    private void summarise() {
        if (open.isEmpty()) {
            summary.set(Messages.text("shell.jobs.none"));
            fraction.set(-1);
        } else if (open.size() == 1) {
            JobItem only = open.getFirst();
            String message = only.message().get();
            summary.set(message.isEmpty() ? only.title() : Messages.text("shell.jobs.one", only.title(), message));
            fraction.set(only.fraction().get());
        } else {
            summary.set(Messages.text("shell.jobs.many", open.size()));
            boolean unknown = open.stream().anyMatch(i -> i.fraction().get() < 0);
            double mean =
                    open.stream().mapToDouble(i -> i.fraction().get()).average().orElse(-1);
            fraction.set(unknown ? -1 : mean);
        }
    }

    /** Those that wait or run, oldest first. */
    public ObservableList<JobItem> open() {
        return openView;
    }

    /** Those that are over, newest first. */
    public ObservableList<JobItem> history() {
        return historyView;
    }

    /** One line about what runs. */
    public ReadOnlyStringProperty summary() {
        return summary.getReadOnlyProperty();
    }

    /** 0..1 over all that runs, or negative while one end is not known. */
    public ReadOnlyDoubleProperty fraction() {
        return fraction.getReadOnlyProperty();
    }

    public void clearHistory() {
        history.clear();
    }

    @Override
    public void close() {
        stopListening.run();
    }
}
