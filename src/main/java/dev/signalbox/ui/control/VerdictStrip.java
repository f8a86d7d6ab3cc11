package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.Collections;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/** A row of marks, one per answer: a tick, a cross or a dot. Three shapes however many marks, so grids stay fast. */
public final class VerdictStrip extends Region {
    private static final double MARK = 8;
    private static final double STEP = 14;

    private final Path right = path(Verdict.RIGHT);
    private final Path wrong = path(Verdict.WRONG);
    private final Path unknown = path(Verdict.UNKNOWN);
    private List<Verdict> verdicts = List.of();
    private double step = STEP;

    public VerdictStrip() {
        getStyleClass().add("verdict-strip");
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().addAll(unknown, wrong, right);
    }

    private static Path path(Verdict verdict) {
        Path path = new Path();
        path.getStyleClass().addAll("verdict-mark", verdict.styleClass());
        path.setManaged(false);
        return path;
    }

    public void setVerdicts(List<Verdict> newVerdicts) {
        if (newVerdicts.equals(verdicts)) {
            return;
        }
        verdicts = List.copyOf(newVerdicts);
        setAccessibleText(Messages.text(
                "control.verdicts",
                Collections.frequency(verdicts, Verdict.RIGHT),
                Collections.frequency(verdicts, Verdict.WRONG),
                Collections.frequency(verdicts, Verdict.UNKNOWN)));
        build();
        requestLayout();
    }

    public List<Verdict> getVerdicts() {
        return verdicts;
    }

    private void build() {
        right.getElements().clear();
        wrong.getElements().clear();
        unknown.getElements().clear();
        for (int i = 0; i < verdicts.size(); i++) {
            double x = i * step + 1;
            switch (verdicts.get(i)) {
                case RIGHT ->
                    line(right.getElements(), x, MARK * 0.55, x + MARK * 0.35, MARK * 0.9, x + MARK, MARK * 0.1);
                case WRONG -> {
                    line(wrong.getElements(), x, 1, x + MARK - 1, MARK);
                    line(wrong.getElements(), x, MARK, x + MARK - 1, 1);
                }
                case UNKNOWN -> line(unknown.getElements(), x + MARK / 2, MARK / 2, x + MARK / 2 + 0.1, MARK / 2);
            }
        }
    }

    private static void line(List<PathElement> to, double... points) {
        to.add(new MoveTo(points[0], points[1]));
        for (int i = 2; i < points.length; i += 2) {
            to.add(new LineTo(points[i], points[i + 1]));
        }
    }

    @Override
    protected void layoutChildren() {
        // Twenty models still fit a narrow cell: the marks move together.
        double wanted =
                verdicts.size() < 2 ? STEP : Math.clamp((getWidth() - MARK - 2) / (verdicts.size() - 1), 5, STEP);
        if (wanted != step) {
            step = wanted;
            build();
        }
        double y = Math.max(0, (getHeight() - MARK) / 2);
        for (Path path : List.of(right, wrong, unknown)) {
            path.relocate(0, 0);
            path.setLayoutX(0);
            path.setLayoutY(y);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.max(0, verdicts.size() - 1) * STEP + MARK + 2;
    }

    @Override
    protected double computeMinWidth(double height) {
        return MARK;
    }

    @Override
    protected double computePrefHeight(double width) {
        return MARK + 4;
    }
}
