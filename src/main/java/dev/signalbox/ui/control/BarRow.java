package dev.signalbox.ui.control;

import dev.signalbox.text.Messages;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One bar of {@link ConfidenceBars}, also useful alone: label, bar with an optional threshold tick, value, glyph. */
public final class BarRow extends Region {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double SPACE = 8;
    private static final double BAR_HEIGHT = 10;
    private static final double TICK_WIDTH = 2;

    private final Label label = new Label();
    private final Region track = new Region();
    private final Region fill = new Region();
    private final Region tick = new Region();
    private final Label value = new Label();
    private final Label glyph = new Label();
    private double share = Double.NaN;
    private double threshold = Double.NaN;
    private double labelColumn = -1;
    private double valueColumn;
    private double glyphColumn;
    private @Nullable Runnable onPick;

    public BarRow() {
        getStyleClass().add("bar-row");
        label.getStyleClass().add("bar-label");
        track.getStyleClass().add("bar-track");
        fill.getStyleClass().add("bar-fill");
        tick.getStyleClass().add("bar-tick");
        value.getStyleClass().add("bar-value");
        value.setAlignment(Pos.CENTER_RIGHT);
        // A value is a number even beside right-to-left labels.
        value.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        glyph.setAlignment(Pos.CENTER);
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().addAll(label, track, fill, tick, value, glyph);
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> pick());
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
                pick();
                e.consume();
            }
        });
    }

    public void show(ConfidenceBars.Bar bar) {
        if (!bar.label().equals(label.getText())) {
            label.setText(bar.label());
            label.setTooltip(new Tooltip(bar.label()));
        }
        share = bar.value();
        value.setText(bar.valueText());
        pseudoClassStateChanged(CHOSEN, bar.chosen());
        Verdict verdict = bar.verdict();
        glyph.setText(verdict == null ? "" : verdict.glyph());
        glyph.getStyleClass().setAll("label", "bar-glyph", verdict == null ? "verdict-unknown" : verdict.styleClass());
        String spoken = Messages.text("control.bars.item", bar.label(), bar.valueText())
                + (bar.chosen() ? ", " + Messages.text("control.bars.chosen") : "")
                + (verdict == null ? "" : ", " + verdict.word());
        setAccessibleText(spoken);
        requestLayout();
    }

    /** A tick across the bar at 0..1; NaN draws none. */
    public void setThreshold(double newThreshold) {
        threshold = newThreshold;
        requestLayout();
    }

    /** Makes the bar a button, or no longer one with null. */
    public void setOnPick(@Nullable Runnable handler) {
        onPick = handler;
        setFocusTraversable(handler != null);
        setCursor(handler == null ? Cursor.DEFAULT : Cursor.HAND);
        setAccessibleRole(handler == null ? AccessibleRole.TEXT : AccessibleRole.BUTTON);
    }

    private void pick() {
        if (onPick != null) {
            onPick.run();
        }
    }

    void columns(double labelWidth, double valueWidth, double glyphWidth) {
        if (labelColumn != labelWidth || valueColumn != valueWidth || glyphColumn != glyphWidth) {
            labelColumn = labelWidth;
            valueColumn = valueWidth;
            glyphColumn = glyphWidth;
            requestLayout();
        }
    }

    double labelWidth() {
        return Math.ceil(label.prefWidth(-1));
    }

    double valueWidth() {
        return Math.ceil(value.prefWidth(-1));
    }

    double glyphWidth() {
        return glyph.getText().isEmpty() ? 0 : Math.ceil(Math.max(16, glyph.prefWidth(-1)));
    }

    @Override
    protected void layoutChildren() {
        Insets in = getInsets();
        double width = getWidth() - in.getLeft() - in.getRight();
        double height = getHeight() - in.getTop() - in.getBottom();
        double labelWidth = labelColumn < 0 ? Math.min(labelWidth(), width * 0.42) : labelColumn;
        double valueWidth = labelColumn < 0 ? valueWidth() : valueColumn;
        double glyphWidth = labelColumn < 0 ? glyphWidth() : glyphColumn;
        double x = in.getLeft();
        double y = in.getTop();
        label.resizeRelocate(x, y, labelWidth, height);
        double barX = x + labelWidth + SPACE;
        double barWidth =
                Math.max(0, width - labelWidth - valueWidth - glyphWidth - 2 * SPACE - (glyphWidth > 0 ? 4 : 0));
        double barY = snapPositionY(y + (height - BAR_HEIGHT) / 2);
        track.resizeRelocate(barX, barY, barWidth, BAR_HEIGHT);
        boolean known = !Double.isNaN(share);
        fill.setVisible(known && share > 0);
        fill.resizeRelocate(barX, barY, known ? Math.clamp(share, 0, 1) * barWidth : 0, BAR_HEIGHT);
        tick.setVisible(!Double.isNaN(threshold));
        double at = Double.isNaN(threshold) ? 0 : Math.clamp(threshold, 0, 1);
        tick.resizeRelocate(snapPositionX(barX + at * barWidth - TICK_WIDTH / 2), barY - 3, TICK_WIDTH, BAR_HEIGHT + 6);
        value.resizeRelocate(barX + barWidth + SPACE, y, valueWidth, height);
        glyph.resizeRelocate(barX + barWidth + SPACE + valueWidth + 4, y, glyphWidth, height);
    }

    @Override
    protected double computePrefWidth(double height) {
        return labelWidth() + valueWidth() + glyphWidth() + 2 * SPACE + 120;
    }

    @Override
    protected double computePrefHeight(double width) {
        double height = BAR_HEIGHT + 6;
        for (Label part : List.of(label, value)) {
            height = Math.max(height, part.prefHeight(-1));
        }
        return Math.ceil(height) + getInsets().getTop() + getInsets().getBottom();
    }
}
