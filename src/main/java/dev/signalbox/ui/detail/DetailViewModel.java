package dev.signalbox.ui.detail;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.model.Correctness;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.Scores;
import dev.signalbox.task.Jobs;
import dev.signalbox.task.Lane;
import dev.signalbox.task.Latest;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.PictureView.Page;
import dev.signalbox.ui.shell.Corrections;
import dev.signalbox.ui.shell.DatasetDesk;
import dev.signalbox.ui.shell.ExpertTrialViewModel;
import dev.signalbox.ui.shell.QueryOrder;
import dev.signalbox.ui.shell.RouterAccess;
import dev.signalbox.ui.shell.WorkbenchState;
import dev.signalbox.workbench.OpenDataset;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/** The focused query with all that is known about it, and what can be corrected. */
public final class DetailViewModel implements AutoCloseable {
    private final WorkbenchState state;
    private final DatasetDesk desk;
    private final QueryOrder order;
    private final Latest latest;
    private final Consumer<Runnable> afterPictures;
    private final Labelling labelling;
    private final Pictures pictures;
    private final ExpertTrialViewModel experts;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<@Nullable QueryDetail> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper position = new ReadOnlyStringWrapper("");
    private final BooleanProperty diff = new SimpleBooleanProperty(true);
    private final IntegerProperty current = new SimpleIntegerProperty();

    /**
     * @param afterPictures runs the first reading of a dataset, when the grid has its pictures
     * @param failed        tells the person that something went wrong
     */
    public DetailViewModel(
            WorkbenchState state,
            DatasetDesk desk,
            QueryOrder order,
            Corrections corrections,
            Jobs jobs,
            RouterAccess routers,
            Consumer<Runnable> afterPictures,
            Consumer<Throwable> failed) {
        this.state = state;
        this.desk = desk;
        this.order = order;
        this.latest = new Latest(jobs, Lane.IO);
        this.afterPictures = afterPictures;
        this.labelling = new Labelling(state, desk, corrections);
        this.pictures = new Pictures(jobs);
        this.experts = new ExpertTrialViewModel(jobs, routers);
        experts.tau().set(DetailReader.TAU);
        shown.addListener((property, old, now) -> turnTo(now));
        this.failed = failed;
        state.focusedQuery().addListener((property, old, now) -> {
            current.set(0);
            read();
            locate();
        });
        desk.index().addListener((property, old, now) -> read());
        desk.annotations().addListener((property, old, now) -> read()); // notes and references change no label
        desk.scores().addListener((property, old, now) -> read());
        order.walk().addListener((property, old, now) -> locate());
        read();
    }

    /** What is shown, or null without a focused query. */
    ReadOnlyObjectProperty<@Nullable QueryDetail> shown() {
        return shown.getReadOnlyProperty();
    }

    /** “12 of 412”, or that the filter hides the query. */
    public ReadOnlyStringProperty position() {
        return position.getReadOnlyProperty();
    }

    /** Whether answers are compared with the reference. */
    public BooleanProperty diff() {
        return diff;
    }

    /** The column that commands without a digit are about. */
    public IntegerProperty current() {
        return current;
    }

    public ReadOnlyBooleanProperty readOnly() {
        return state.readOnly();
    }

    /** True for the query that has the focus now; what is shown may lag behind for a moment. */
    public boolean isFocused(int query) {
        return state.focusedQuery().get() == query;
    }

    /** Goes to the next query, or the one before. */
    public void step(int by) {
        order.step(by);
    }

    /** Marks an answer; again takes the mark back. {@code UNKNOWN} restores the import. */
    public void mark(int column, Correctness label) {
        labelling.mark(column, label);
    }

    /** Corrects a reference; null restores the import. */
    public void setReference(int query, @Nullable String text) {
        labelling.reference(query, text);
    }

    public void setNote(int query, String text) {
        labelling.note(query, text);
    }

    /** What is shown with experts switched off; the switches stay as they are while its labels change. */
    ExpertTrialViewModel experts() {
        return experts;
    }

    private void turnTo(@Nullable QueryDetail detail) {
        OpenDataset open = desk.open().get();
        RouterInfo router = state.router().get();
        if (detail == null || detail.decision() == null || open == null || router == null) {
            experts.show(null);
            return;
        }
        ExpertTrialViewModel.Subject subject = detail.trial(open, router);
        if (!subject.equals(experts.subject().get())) {
            experts.show(subject);
        }
    }

    /** The pictures of what is shown; those that must be decoded arrive later by place. */
    List<Page> pages(QueryDetail detail, BiConsumer<Integer, Page> later) {
        List<Page> pages = pictures.load(detail.pictures(), later);
        OpenDataset open = desk.open().get();
        int[] now = order.walk().get();
        int at = order.walkPlace();
        if (open != null && at >= 0 && at + 1 < now.length) {
            pictures.prefetch(open.pictures().of(now[at + 1]));
        }
        return pages;
    }

    private void locate() {
        int query = state.focusedQuery().get();
        int at = order.walkPlace();
        position.set(
                query < 0
                        ? ""
                        : at < 0
                                ? Messages.text(order.led() ? "detail.position.absent" : "detail.position.hidden")
                                : Messages.text(
                                        "detail.position", at + 1, order.walk().get().length));
    }

    private void read() {
        OpenDataset open = desk.open().get();
        DatasetIndex index = desk.index().get();
        int query = state.focusedQuery().get();
        if (open == null || index == null || query < 0 || query >= index.size()) {
            latest.cancel("detail");
            shown.set(null);
            return;
        }
        if (shown.get() == null) {
            afterPictures.accept(() -> load(open));
        } else {
            load(open);
        }
    }

    private void load(OpenDataset open) {
        DatasetIndex index = desk.index().get();
        int query = state.focusedQuery().get();
        if (open != desk.open().get() || index == null || query < 0) {
            return;
        }
        Annotations annotations = open.editor().annotations();
        Scores scores = desk.scores().get();
        RouterInfo router = state.router().get();
        String name = router == null ? "" : router.name();
        latest.submit(
                "detail",
                progress -> DetailReader.read(open, index, annotations, scores, name, query),
                shown::set,
                failed);
    }

    @Override
    public void close() {
        latest.close();
        pictures.close();
        experts.close();
    }
}
