package dev.signalbox.app;

import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.image.ImageView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until every picture that the grid has room for has been drawn: what docs/benchmarks.md measures a start by. */
final class FirstPictures extends AnimationTimer {
    private static final Logger LOG = LoggerFactory.getLogger(FirstPictures.class);

    private final Parent root;
    private final Runnable afterwards;
    /** Ticks since they were all there; the pulse of the first one draws them. */
    private int ticks;

    FirstPictures(Parent root, Runnable afterwards) {
        this.root = root;
        this.afterwards = afterwards;
    }

    @Override
    public void handle(long now) {
        Set<Node> pictures = root.lookupAll("#query-grid .thumbnail-box .image-view");
        boolean all = !pictures.isEmpty()
                && pictures.stream().allMatch(node -> node instanceof ImageView view && view.getImage() != null);
        ticks = all ? ticks + 1 : 0;
        if (ticks > 1) {
            stop();
            LOG.info("first pictures after {} ms", FirstFrame.sinceStart());
            afterwards.run();
        }
    }
}
