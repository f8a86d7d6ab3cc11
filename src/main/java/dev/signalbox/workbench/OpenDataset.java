package dev.signalbox.workbench;

import dev.signalbox.annotation.Annotations;
import dev.signalbox.annotation.LabelEditor;
import dev.signalbox.index.DatasetIndex;
import dev.signalbox.index.Filter;
import dev.signalbox.index.Selection;
import dev.signalbox.index.TextSearch;
import dev.signalbox.model.CodedColumn;
import dev.signalbox.model.Dataset;
import dev.signalbox.model.DatasetTable;
import dev.signalbox.model.Fields;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.model.ScoreSet;
import dev.signalbox.model.Scores;
import dev.signalbox.model.Vlm;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.UserFacingException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A dataset of a workspace with its columns in memory, its corrections in force, and its pictures found. */
public final class OpenDataset {
    /** The split that stands for every query. */
    public static final String ALL = "all";

    private static final String TRAIN = "train";

    private final Workspace workspace;
    private final DatasetTable table;
    private final boolean splitMade;
    private final DatasetPictures pictures;
    private final LabelEditor editor;
    private final TextSearch texts;

    private OpenDataset(OpenDataset other, DatasetTable table) {
        this.workspace = other.workspace;
        this.table = table;
        this.splitMade = true;
        this.pictures = other.pictures;
        this.editor = other.editor;
        this.texts = other.texts;
    }

    private OpenDataset(Workspace workspace, DatasetTable imported, String actor) {
        this.workspace = workspace;
        table = MadeSplit.in(imported);
        splitMade = table != imported;
        this.pictures = new DatasetPictures(table);
        this.texts = new StoredTexts(workspace.datasets(), table);
        long id = table.dataset().id();
        this.editor = new LabelEditor(
                workspace.events()::append,
                table,
                Annotations.replay(workspace.events().all(id), table),
                query -> workspace.datasets().query(id, query).reference(),
                actor,
                Clock.systemUTC());
    }

    /** Reads a dataset's columns and history for somebody who only looks. */
    public static OpenDataset open(Workspace workspace, Dataset dataset) {
        return open(workspace, dataset, System.getProperty("user.name", "unknown"));
    }

    /**
     * Reads a dataset's columns and history.
     *
     * @param actor who is said to have made the changes
     */
    public static OpenDataset open(Workspace workspace, Dataset dataset, String actor) {
        return new OpenDataset(workspace, workspace.datasets().table(dataset.id()), actor);
    }

    public Workspace workspace() {
        return workspace;
    }

    public Dataset dataset() {
        return table.dataset();
    }

    public DatasetTable table() {
        return table;
    }

    /** True when the dataset was imported without a split, so that about one fifth was set aside as its test. */
    public boolean splitMade() {
        return splitMade;
    }

    /** True when there are queries to learn from: a split that was imported may know only others, such as “test”. */
    public boolean hasTrain() {
        CodedColumn column = table.fields().get(Fields.SPLIT);
        int train = column == null ? -1 : column.values().indexOf(TRAIN);
        return train >= 0 && Arrays.stream(column.codes()).anyMatch(code -> code == train);
    }

    /**
     * The same dataset to learn from.
     *
     * @param makeSplit true to set about one fifth of all queries aside as the test, where the imported split has nothing to learn from
     * @throws UserFacingException {@code train.split.none} when there is nothing to learn from and no split is to be made, and {@code
     *                             train.split.exists} when one is to be made although there is
     */
    OpenDataset toLearnFrom(boolean makeSplit) {
        if (hasTrain()) {
            if (makeSplit && !splitMade) {
                throw new UserFacingException("train.split.exists", dataset().name());
            }
            return this;
        }
        if (!makeSplit) {
            CodedColumn column = table.fields().get(Fields.SPLIT);
            throw new UserFacingException(
                    "train.split.none",
                    dataset().name(),
                    column == null || column.values().isEmpty() ? "-" : String.join(", ", column.values()));
        }
        return new OpenDataset(this, MadeSplit.insteadIn(table));
    }

    public DatasetPictures pictures() {
        return pictures;
    }

    /** Marks labels, keeps references and notes, takes back; every change is in the workspace before it shows. */
    public LabelEditor editor() {
        return editor;
    }

    /** A fresh index with the labels in force. */
    public DatasetIndex index() {
        return new DatasetIndex(table, editor.annotations().labels(), texts)
                .withReviews(editor.annotations().reviews());
    }

    /**
     * The queries of a split.
     *
     * @param split {@code train}, {@code test}, another value of the split field, or {@link #ALL}
     */
    public Selection split(String split) {
        if (split.equals(ALL)) {
            return Selection.all(table.size());
        }
        CodedColumn column = table.fields().get(Fields.SPLIT);
        if (column == null || !column.values().contains(split)) {
            throw new UserFacingException(
                    "dataset.split", split, column == null ? "-" : String.join(", ", column.values()));
        }
        return index().filter(new Filter.Field(Fields.SPLIT, split));
    }

    /** The columns of all VLMs. */
    public int[] columns() {
        return IntStream.range(0, table.width()).toArray();
    }

    /**
     * The columns of some VLMs.
     *
     * @param ids each counts once
     */
    public int[] columns(List<String> ids) {
        return ids.stream().map(String::strip).distinct().mapToInt(this::column).toArray();
    }

    private int column(String id) {
        int column = dataset().column(id);
        if (column < 0) {
            List<String> known = dataset().vlms().stream().map(Vlm::id).toList();
            throw new UserFacingException("dataset.vlm", id, String.join(", ", known));
        }
        return column;
    }

    /**
     * A router's newest complete scores of this dataset.
     *
     * @throws UserFacingException {@code router.unscored} when there are none
     */
    public Scores scores(RouterInfo router) {
        ScoreSet set = workspace
                .scores()
                .latest(dataset().id(), router.id())
                .filter(ScoreSet::complete)
                .orElseThrow(() -> new UserFacingException(
                        "router.unscored", router.name(), dataset().name()));
        return workspace.scores().load(set.id());
    }
}
