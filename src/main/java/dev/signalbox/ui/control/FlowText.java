package dev.signalbox.ui.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.scene.transform.Scale;

/**
 * Text in pieces of different looks that fills the width it is given, in any script.
 *
 * <p>JavaFX 26 throws an ArrayIndexOutOfBoundsException out of the layout when it has to break a line within
 * right-to-left text (PrismTextLayout.computeTrailingSpaceWidth reads the glyphs of a run that was split), which leaves
 * the whole window half laid out. So such text is broken here, at spaces, and JavaFX sees lines that end by themselves.
 */
public class FlowText extends Region {
    /** Wider than any line, so that JavaFX never has to break one. */
    private static final double UNBROKEN = 20_000;

    private final TextFlow flow = new TextFlow();
    private final Rectangle clip = new Rectangle();
    private final Path mark = new Path();
    private final Map<String, Double> widths = new HashMap<>();
    private List<Text> pieces = List.of();
    private String whole = "";
    private boolean rightToLeft;
    private double brokenFor = -1;
    private Font measured = Font.getDefault();

    public FlowText() {
        getStyleClass().add("flow-text");
        mark.setManaged(false);
        mark.getStyleClass().add("selection");
        flow.getStyleClass().add("flow");
        // A flow follows its own orientation by an invalidation listener, which hears of a second change only if it
        // was asked about the first.
        flow.effectiveNodeOrientationProperty().addListener((property, old, now) -> {});
        getChildren().add(flow);
    }

    /** True when a text has letters that are written from right to left. */
    public static boolean hasRightToLeft(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (Character.getDirectionality(text.charAt(i))) {
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                        Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                        Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                        Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                        Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                        Character.DIRECTIONALITY_ARABIC_NUMBER -> {
                    return true;
                }
                default -> {
                    // goes with what surrounds it
                }
            }
        }
        return false;
    }

    /** Shows one text. */
    public final void setText(String text) {
        setPieces(List.of(new Text(text)), text);
    }

    /**
     * Shows several texts after each other.
     *
     * @param direction the text whose first strong letter decides on which side lines begin
     */
    protected final void setPieces(List<Text> texts, String direction) {
        pieces = List.copyOf(texts);
        StringBuilder all = new StringBuilder();
        texts.forEach(text -> all.append(text.getText()));
        whole = all.toString();
        rightToLeft = hasRightToLeft(whole);
        brokenFor = -1;
        if (rightToLeft) {
            // First the room, then the text: the flow looks at every text it is given at once.
            flow.resize(UNBROKEN, flow.getHeight());
            breakFor(getWidth() > 0 ? getWidth() : 600);
        }
        flow.setNodeOrientation(TextDirection.of(direction));
        mark.getElements().clear();
        List<javafx.scene.Node> nodes = new ArrayList<>();
        nodes.add(mark);
        nodes.addAll(texts);
        flow.getChildren().setAll(nodes);
        requestLayout();
    }

    /** All pieces together, as they were given. */
    protected final String text() {
        return whole;
    }

    /** The place in the text before which a click at this point stands. */
    protected final int placeAt(double x, double y) {
        Point2D inside = flow.parentToLocal(x, y);
        return Math.clamp(flow.getHitInfo(inside).getInsertionIndex(), 0, whole.length());
    }

    /** Draws a part of the text as selected; nothing when it is empty. */
    protected final void mark(int from, int to) {
        mark.getElements().setAll(from < to ? flow.getRangeShape(from, to, false) : new PathElement[0]);
        // A flow counts from the side where its lines begin, and draws its children from the left.
        mark.getTransforms()
                .setAll(
                        flow.getNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT
                                ? List.of(new Scale(-1, 1, flow.getWidth() / 2, 0))
                                : List.of());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /** Puts line ends in the place of spaces, so that places in the text stay the same. */
    private void breakFor(double width) {
        Font font = pieces.isEmpty() ? measured : pieces.getFirst().getFont();
        if (brokenFor == width && font.equals(measured)) {
            return;
        }
        if (!font.equals(measured)) {
            measured = font;
            widths.clear();
        }
        brokenFor = width;
        String broken = broken(width);
        int at = 0;
        for (Text piece : pieces) {
            int end = at + piece.getText().length();
            String now = broken.substring(at, end);
            if (!now.equals(piece.getText())) {
                piece.setText(now);
            }
            at = end;
        }
    }

    private String broken(double width) {
        char[] result = whole.toCharArray();
        double used = 0;
        int space = -1; // where the line can end
        int start = 0;
        for (int i = 0; i <= result.length; i++) {
            boolean end = i == result.length;
            if (!end && !Character.isWhitespace(result[i])) {
                continue;
            }
            double word = widthOf(whole.substring(start, i));
            if (space >= 0 && used + word > width - 2) {
                result[space] = '\n';
                used = 0;
            }
            used += word;
            if (!end && result[i] == '\n') {
                used = 0;
                space = -1;
            } else if (!end) {
                used += widthOf(" ");
                space = i;
            }
            start = i + 1;
        }
        return new String(result);
    }

    private double naturalWidth() {
        double widest = 0;
        for (String line : whole.split("\n", -1)) {
            double width = 0;
            for (String word : line.split(" ", -1)) {
                width += widthOf(word) + widthOf(" ");
            }
            widest = Math.max(widest, width);
        }
        return widest;
    }

    private double widthOf(String word) {
        return widths.computeIfAbsent(word, unknown -> {
            Text text = new Text(unknown);
            text.setFont(measured);
            return Math.ceil(text.getLayoutBounds().getWidth());
        });
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        Insets in = getInsets();
        return in.getLeft() + in.getRight() + (rightToLeft ? naturalWidth() : Math.ceil(flow.prefWidth(-1)));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        Insets in = getInsets();
        double inner = width < 0 ? -1 : Math.max(1, width - in.getLeft() - in.getRight());
        if (rightToLeft) {
            breakFor(inner < 0 ? naturalWidth() + 4 : inner);
        }
        return in.getTop() + in.getBottom() + Math.ceil(flow.prefHeight(rightToLeft ? UNBROKEN : inner));
    }

    @Override
    protected void layoutChildren() {
        Insets in = getInsets();
        double width = Math.max(1, getWidth() - in.getLeft() - in.getRight());
        double height = Math.max(0, getHeight() - in.getTop() - in.getBottom());
        if (!rightToLeft) {
            setClip(null);
            flow.resizeRelocate(in.getLeft(), in.getTop(), width, height);
            return;
        }
        breakFor(width);
        boolean fromRight = flow.getNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT;
        double x = in.getLeft() + (fromRight ? width - UNBROKEN : 0);
        flow.resizeRelocate(x, in.getTop(), UNBROKEN, height);
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        setClip(clip);
    }
}
