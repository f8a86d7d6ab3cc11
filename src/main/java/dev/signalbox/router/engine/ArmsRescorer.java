package dev.signalbox.router.engine;

import dev.signalbox.router.Rescorer;
import dev.signalbox.router.arms.ArmsClassifier;
import dev.signalbox.router.arms.QueryBlocks;
import java.util.ArrayList;
import java.util.List;

/** The classifier of ARMS over fused vectors that are kept. */
final class ArmsRescorer implements Rescorer {
    private final ArmsClassifier classifier;
    private final QueryBlocks blocks;

    ArmsRescorer(ArmsClassifier classifier, int queries) {
        this.classifier = classifier;
        blocks = new QueryBlocks(queries, classifier.width());
    }

    @Override
    public int size() {
        return blocks.size();
    }

    @Override
    public int dimension() {
        return blocks.dimension();
    }

    @Override
    public void put(int first, float[] fused) {
        blocks.put(first, fused);
    }

    @Override
    public List<Column> score(float[][] profiles) {
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k < profiles.length; k++) {
            columns.add(new Column(new float[size()], new float[size()]));
        }
        blocks.cosines(profiles, (profile, first, count, cosines) -> {
            Column column = columns.get(profile);
            for (int i = 0; i < count; i++) {
                float score = classifier.score(cosines[i], profiles[profile]);
                column.score()[first + i] = score;
                column.confidence()[first + i] = classifier.confidence(score);
            }
        });
        return List.copyOf(columns);
    }
}
