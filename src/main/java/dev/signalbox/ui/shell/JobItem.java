package dev.signalbox.ui.shell;

import dev.signalbox.task.Job;
import dev.signalbox.task.JobState;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** One job as the status bar shows it. */
public final class JobItem {
    private final Job<?> job;
    private final ReadOnlyObjectWrapper<JobState> state = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();

    JobItem(Job<?> job) {
        this.job = job;
        refresh();
    }

    void refresh() {
        state.set(job.state());
        fraction.set(job.fraction());
        stopping.set(job.cancelRequested() && !job.state().over());
        Throwable failure = job.failure();
        message.set(failure == null ? job.message() : Problem.of(failure).what());
    }

    Job<?> job() {
        return job;
    }

    public String title() {
        return job.title();
    }

    public void cancel() {
        job.cancel();
    }

    public ReadOnlyObjectProperty<JobState> state() {
        return state.getReadOnlyProperty();
    }

    /** 0..1, or negative while the end is not known. */
    public ReadOnlyDoubleProperty fraction() {
        return fraction.getReadOnlyProperty();
    }

    /** What it does now, or why it failed. */
    public ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    /** True between the wish to cancel and the end. */
    public ReadOnlyBooleanProperty stopping() {
        return stopping.getReadOnlyProperty();
    }
}
