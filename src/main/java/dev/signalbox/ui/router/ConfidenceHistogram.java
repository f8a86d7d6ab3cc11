package dev.signalbox.ui.router;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;

/** Confidences from 0 to 1 in equal bins: filled as they are now, a line on top of each as they were. */
final class ConfidenceHistogram extends Region {
    private static final double WIDTH = 96;
    private static final double HEIGHT = 26;

    private final List<Region> bars = new ArrayList<>();
    private final List<Region> marks = new ArrayList<>();
    private List<Integer> before = List.of();
    private List<Integer> after = List.of();

    ConfidenceHistogram() {
        getStyleClass().add("lab-histogram");
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
    }

    /** @param then empty to show no lines */
    void show(List<Integer> then, List<Integer> now) {
        before = then;
        after = now;
        while (bars.size() < now.size()) {
            Region bar = new Region();
            bar.getStyleClass().add("lab-bar");
            Region mark = new Region();
            mark.getStyleClass().add("lab-mark");
            bars.add(bar);
            marks.add(mark);
            getChildren().addAll(bar, mark);
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        int most = 1;
        for (List<Integer> bins : List.of(before, after)) {
            for (int count : bins) {
                most = Math.max(most, count);
            }
        }
        double step = getWidth() / Math.max(1, bars.size());
        for (int i = 0; i < bars.size(); i++) {
            double x = snapPositionX(i * step);
            double width = Math.max(1, snapPositionX((i + 1) * step) - x - 1);
            double height = i < after.size() ? (getHeight() - 2) * after.get(i) / most : 0;
            bars.get(i).resizeRelocate(x, getHeight() - height, width, height);
            boolean known = !before.equals(after) && i < before.size() && before.get(i) > 0;
            marks.get(i).setVisible(known);
            double old = known ? (getHeight() - 2) * before.get(i) / most : 0;
            marks.get(i).resizeRelocate(x, getHeight() - old - 1, width, 2);
        }
    }
}
