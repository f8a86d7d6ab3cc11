package dev.signalbox.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.ScoreSet;
import dev.signalbox.store.VectorFile;
import dev.signalbox.store.Workspace;
import dev.signalbox.task.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapRowsTest {
    private static final Path HOME = Path.of(System.getProperty("signalbox.home", "."));

    @TempDir
    private Path folder;

    @Test
    void aPairsNumbersAddUpToTheCosineOfTheTwo() {
        try (Workspace workspace = Workspace.open(folder)) {
            OpenDataset open = ScoredWorkspace.fill(workspace, HOME);
            try (OpenRouter loaded = new RouterLibrary(workspace, HOME).open(RouterLibrary.SAMPLE)) {
                ScoreSet set = ScoredWorkspace.score(open, loaded);
                MapRows rows = MapRows.read(
                        open, loaded.info(), set, MapSubject.pairs(40), 8, ProfileVectors.BY_ROUTER, Progress.NONE);
                float[][] profiles = loaded.router().profiles(ScoredWorkspace.VLMS);
                int dim = loaded.router().dimension();
                assertThat(rows.vlms()).isEqualTo(set.vlms());
                assertThat(rows.points().rows()).isEqualTo(40 * 3);
                try (VectorFile vectors = VectorFile.open(workspace.scores().vectors(set))) {
                    for (int row = 0; row < rows.points().rows(); row++) {
                        double sum = 0;
                        for (int i = 0; i < dim; i++) {
                            sum += rows.points().values()[row * dim + i];
                        }
                        assertThat(sum)
                                .isCloseTo(
                                        cosine(vectors.read(rows.ordinals()[row], 1), profiles[row % 3]), within(1e-5));
                    }
                }
            }
        }
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }

    @Test
    void aSampleIsAscendingEvenAndRepeatable() {
        MapSubject subject = MapSubject.pairs(300);
        int[] drawn = subject.drawn(1000, 5);
        assertThat(drawn).hasSize(300).isSorted().doesNotHaveDuplicates().isEqualTo(subject.drawn(1000, 5));
        assertThat(drawn).isNotEqualTo(subject.drawn(1000, 6));
        assertThat(Arrays.stream(drawn).filter(query -> query < 500).count()).isBetween(120L, 180L);
        assertThat(subject.drawn(20, 5)).hasSize(20);
        assertThat(MapSubject.pairs(2).ordinals(2, 3, 1)).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(MapSubject.QUERIES.ordinals(3, 9, 1)).containsExactly(0, 1, 2);
    }
}
