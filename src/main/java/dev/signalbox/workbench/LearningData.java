package dev.signalbox.workbench;

import dev.signalbox.index.Labels;
import dev.signalbox.index.Selection;
import dev.signalbox.model.Raster;
import dev.signalbox.model.Vlm;
import dev.signalbox.router.TrainingData;
import dev.signalbox.text.UserFacingException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A dataset as a trainer reads it. */
final class LearningData implements TrainingData {
    private static final Logger LOG = LoggerFactory.getLogger(LearningData.class);

    private final OpenDataset open;
    private final Labels labels;
    private final Selection train;

    LearningData(OpenDataset open) {
        this.open = open;
        this.labels = open.editor().annotations().labels();
        this.train = open.split("train");
    }

    @Override
    public String name() {
        return open.dataset().name();
    }

    @Override
    public String hash() {
        return open.dataset().dataHash();
    }

    @Override
    public boolean simulated() {
        return open.dataset().simulated();
    }

    @Override
    public int size() {
        return open.table().size();
    }

    @Override
    public String question(int query) {
        return open.workspace().datasets().question(open.dataset().id(), query);
    }

    @Override
    public @Nullable Raster picture(int query) {
        try {
            return open.pictures().raster(query);
        } catch (UserFacingException e) {
            LOG.warn("Query {}: {}", open.table().keys().get(query), e.getMessage());
            return null;
        }
    }

    @Override
    public List<String> pictureNames(int query) {
        return open.table().pictures().get(query);
    }

    @Override
    public int label(int query, int vlm) {
        return labels.code(query, vlm);
    }

    @Override
    public boolean isTrain(int query) {
        return train.contains(query);
    }

    @Override
    public Path keep() {
        return open.workspace().folder().resolve("embeddings").resolve("training");
    }

    @Override
    public List<Vlm> vlms() {
        return open.dataset().vlms();
    }
}
