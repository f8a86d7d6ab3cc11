package dev.signalbox.ui.models;

import dev.signalbox.encoders.EncoderStatus;
import dev.signalbox.task.Job;
import dev.signalbox.text.UserFacingException;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** An encoder on the screen: how it stands, and what is being done with it. For the UI thread. */
public final class EncoderRow {
    /** What can be done next depends on this. */
    public enum Phase {
        MISSING,
        PAUSED,
        FAILED,
        FETCHING,
        CHECKING,
        READY,
        DAMAGED
    }

    private final ReadOnlyObjectWrapper<EncoderStatus> status;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.MISSING);
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper doing = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private @Nullable Job<?> job;
    private boolean fetching;

    EncoderRow(EncoderStatus first) {
        status = new ReadOnlyObjectWrapper<>(first);
        update();
    }

    public EncoderStatus status() {
        return status.get();
    }

    public ReadOnlyObjectProperty<EncoderStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** 0..1 while something is done, or negative. */
    public ReadOnlyDoubleProperty fraction() {
        return fraction.getReadOnlyProperty();
    }

    /** What is being done, with rate and time left. */
    public ReadOnlyStringProperty doing() {
        return doing.getReadOnlyProperty();
    }

    /** What went wrong, with the next step and its code; empty when nothing did. */
    public ReadOnlyStringProperty trouble() {
        return trouble.getReadOnlyProperty();
    }

    boolean busy() {
        return job != null;
    }

    @Nullable
    Job<?> job() {
        return job;
    }

    void show(EncoderStatus now) {
        status.set(now);
        update();
    }

    void begin(Job<?> begun, boolean fetches) {
        trouble.set("");
        fraction.set(-1);
        doing.set("");
        job = begun;
        fetching = fetches;
        update();
    }

    void hear(Job<?> running) {
        if (running == job) {
            fraction.set(running.fraction());
            doing.set(running.message());
        }
    }

    void end() {
        job = null;
        update();
    }

    void fail(Throwable problem) {
        trouble.set(
                problem instanceof UserFacingException told
                        ? told.getMessage() + " " + told.next() + " [" + told.code() + "]"
                        : String.valueOf(problem.getMessage()));
        update();
    }

    private void update() {
        phase.set(
                job != null
                        ? fetching ? Phase.FETCHING : Phase.CHECKING
                        : switch (status.get().state()) {
                            case MISSING -> trouble.get().isEmpty() ? Phase.MISSING : Phase.FAILED;
                            case PARTIAL -> trouble.get().isEmpty() ? Phase.PAUSED : Phase.FAILED;
                            case READY -> Phase.READY;
                            case DAMAGED -> Phase.DAMAGED;
                        });
    }
}
