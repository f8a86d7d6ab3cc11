package dev.signalbox.ui.live;

import dev.signalbox.router.EncoderView;
import dev.signalbox.text.Messages;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the encoders see of the selected change: the picture at their size, and the tokens with those that are cut away. */
final class SeenPane extends VBox {
    private static final double SIDE = 112;
    /** A pasted book has more tokens than anybody reads, and each is a node. */
    private static final int MOST = 300;

    private final WhatIfViewModel model;
    private final Label title = new Label();
    private final ImageView picture = new ImageView();
    private final Label size = muted();
    private final Label count = muted();
    private final FlowPane tokens = new FlowPane(4, 4);
    private final HBox both;

    SeenPane(WhatIfViewModel model) {
        super(8);
        this.model = model;
        setId("live-seen");
        getStyleClass().addAll("card-plain", "live-card");
        title.getStyleClass().add("card-heading");
        picture.setFitWidth(SIDE);
        picture.setFitHeight(SIDE);
        // Every pixel of the encoder is to be seen as one.
        picture.setSmooth(false);
        VBox left = new VBox(4, picture, size);
        left.setMinWidth(USE_PREF_SIZE);
        ScrollPane scroll = new ScrollPane(tokens);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setMaxHeight(SIDE);
        VBox right = new VBox(6, count, scroll);
        right.setMinWidth(0);
        HBox.setHgrow(right, Priority.ALWAYS);
        both = new HBox(16, left, right);
        count.setId("live-seen-count");
        getChildren().addAll(title, both);
        setMinHeight(USE_PREF_SIZE);
        model.selected().addListener((property, old, now) -> show());
        model.outcome().addListener((property, old, now) -> show());
        show();
    }

    private static Label muted() {
        Label label = new Label();
        label.getStyleClass().addAll("text-muted", "text-small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void show() {
        title.setText(Messages.text(
                "live.seen.title",
                Messages.text("live.whatif.change." + model.selected().get().key())));
        EncoderView seen = model.seen();
        tokens.getChildren().clear();
        if (seen == null) {
            show(null, "", Messages.text("live.seen.none"));
            return;
        }
        int side = seen.picture().width();
        show(
                seen,
                Messages.text("live.seen.size", side),
                seen.truncated()
                        ? Messages.text(
                                "live.seen.cut",
                                seen.tokens().size(),
                                seen.cut().size())
                        : Messages.text("live.seen.all", seen.tokens().size()));
        add(seen.tokens().subList(0, seen.kept()), false);
        add(seen.cut(), true);
        add(seen.tokens().subList(seen.kept(), seen.tokens().size()), false);
        setAccessibleText(Messages.text("live.seen.accessible", side, String.join(" ", seen.tokens())));
    }

    private void show(@Nullable EncoderView seen, String sizes, String counted) {
        picture.setImage(seen == null ? null : Pixels.image(seen.picture(), Pixels.PREVIEW));
        picture.getParent().setVisible(seen != null);
        picture.getParent().setManaged(seen != null);
        size.setText(sizes);
        count.setText(counted);
        setAccessibleText(title.getText() + ". " + counted);
    }

    private void add(List<String> pieces, boolean cut) {
        for (String piece : pieces.subList(0, Math.min(MOST, pieces.size()))) {
            Label token = new Label(piece);
            token.getStyleClass().add("live-token");
            if (cut) {
                token.getStyleClass().add("cut");
            }
            tokens.getChildren().add(token);
        }
        if (pieces.size() > MOST) {
            tokens.getChildren().add(new Label(Messages.text("live.seen.more", pieces.size() - MOST)));
        }
    }
}
