package dev.signalbox.ui.control;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A picture in a box, two lines of text and a strip of verdicts, for a {@link KeyboardGrid}. */
public final class ThumbnailCell<T> extends GridCell<T> {
    private static final double PAD = 8;
    private static final double SPACE = 4;

    private final ImageView picture = new ImageView();
    private final Label placeholder = new Label();
    private final Label badge = new Label();
    private final StackPane box = new StackPane(picture, placeholder, badge);
    private final Label title = new Label();
    private final Label subtitle = new Label();
    private final VerdictStrip verdicts = new VerdictStrip();
    private final BiConsumer<ThumbnailCell<T>, @Nullable T> filler;

    /** The filler sets what the cell shows for an item; null means the cell went out of use: cancel what it asked for. */
    public ThumbnailCell(BiConsumer<ThumbnailCell<T>, @Nullable T> filler) {
        this.filler = filler;
        getStyleClass().add("thumbnail-cell");
        box.getStyleClass().add("thumbnail-box");
        placeholder.getStyleClass().add("thumbnail-placeholder");
        placeholder.setWrapText(true);
        badge.getStyleClass().add("thumbnail-badge");
        badge.setVisible(false);
        StackPane.setAlignment(badge, Pos.TOP_LEFT);
        title.getStyleClass().add("thumbnail-title");
        subtitle.getStyleClass().add("thumbnail-subtitle");
        picture.setPreserveRatio(true);
        picture.setManaged(false);
        getChildren().addAll(box, title, subtitle, verdicts);
    }

    @Override
    protected void update(@Nullable T newItem) {
        filler.accept(this, newItem);
    }

    public void setPicture(Image image) {
        picture.setImage(image);
        placeholder.setText("");
        requestLayout();
    }

    /** In place of the picture: empty while it loads, else why there is none. */
    public void setNoPicture(String reason) {
        picture.setImage(null);
        placeholder.setText(reason);
    }

    /** Two lines, cut with an ellipsis, each in the direction of its text. */
    public void setCaptions(String first, String second) {
        title.setText(first);
        title.setNodeOrientation(TextDirection.of(first));
        subtitle.setText(second);
        subtitle.setNodeOrientation(TextDirection.of(second));
        setAccessibleText(first + ", " + second);
    }

    public void setVerdicts(List<Verdict> newVerdicts) {
        verdicts.setVerdicts(newVerdicts);
    }

    /** A word in the picture's corner, such as "simulated"; empty for none. */
    public void setBadge(String text) {
        badge.setText(text);
        badge.setVisible(!text.isEmpty());
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - 2 * PAD;
        double titleHeight = Math.ceil(title.prefHeight(-1));
        double subtitleHeight = Math.ceil(subtitle.prefHeight(-1));
        double stripHeight = verdicts.getVerdicts().isEmpty() ? 0 : verdicts.prefHeight(-1) + SPACE;
        double boxHeight = Math.max(20, getHeight() - 2 * PAD - titleHeight - subtitleHeight - stripHeight - 2 * SPACE);
        double y = PAD;
        box.resizeRelocate(PAD, y, width, boxHeight);
        Image image = picture.getImage();
        if (image != null) {
            // Small pictures are not blown up beyond twice their size.
            double scale = Math.min(2, Math.min((width - 2) / image.getWidth(), (boxHeight - 2) / image.getHeight()));
            double w = image.getWidth() * scale;
            double h = image.getHeight() * scale;
            picture.setFitWidth(w);
            picture.setFitHeight(h);
            picture.relocate(snapPositionX((width - w) / 2), snapPositionY((boxHeight - h) / 2));
        }
        y += boxHeight + SPACE;
        title.resizeRelocate(PAD, y, width, titleHeight);
        y += titleHeight;
        subtitle.resizeRelocate(PAD, y, width, subtitleHeight);
        y += subtitleHeight + SPACE;
        verdicts.setVisible(stripHeight > 0);
        verdicts.resizeRelocate(PAD, y, width, Math.max(0, stripHeight));
    }
}
