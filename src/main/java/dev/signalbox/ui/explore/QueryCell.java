package dev.signalbox.ui.explore;

import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.FlowText;
import dev.signalbox.ui.control.GridCell;
import dev.signalbox.ui.control.VerdictStrip;
import javafx.css.PseudoClass;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A query in the grid: picture, two lines of question, key, and how every VLM did. */
final class QueryCell extends GridCell<Integer> {
    private static final double PAD = 8;
    private static final double SPACE = 6;
    private static final double QUESTION = 36;
    private static final double FOOT = 16;
    private static final PseudoClass CORRECTED = PseudoClass.getPseudoClass("corrected");

    private final ExploreViewModel model;
    private final ImageView picture = new ImageView();
    private final Label placeholder = new Label();
    private final Label badge = new Label(Messages.text("explore.cell.simulated"));
    private final FontIcon edited = new FontIcon(Feather.EDIT_3);
    private final StackPane box = new StackPane(picture, placeholder, badge);
    private final Label question = new Label();
    /** In the place of the question where lines must not be broken by JavaFX. */
    private final FlowText flow = new FlowText();

    private final Label key = new Label();
    private final VerdictStrip verdicts = new VerdictStrip();
    private Runnable stop = () -> {};

    QueryCell(ExploreViewModel model) {
        this.model = model;
        getStyleClass().addAll("thumbnail-cell", "query-cell");
        box.getStyleClass().add("thumbnail-box");
        placeholder.getStyleClass().add("thumbnail-placeholder");
        placeholder.setWrapText(true);
        badge.getStyleClass().add("thumbnail-badge");
        StackPane.setAlignment(badge, Pos.TOP_LEFT);
        picture.setPreserveRatio(true);
        picture.setManaged(false);
        question.getStyleClass().add("query-question");
        question.setWrapText(true);
        question.setAlignment(Pos.TOP_LEFT);
        question.setMnemonicParsing(false);
        key.getStyleClass().add("query-key");
        key.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        key.setMnemonicParsing(false);
        edited.getStyleClass().add("query-edited");
        flow.getStyleClass().add("query-question");
        getChildren().addAll(box, question, flow, key, edited, verdicts);
    }

    @Override
    protected void update(@Nullable Integer query) {
        stop.run();
        stop = () -> {};
        if (query == null) {
            picture.setImage(null);
            return;
        }
        key.setText(model.key(query));
        verdicts.setVerdicts(model.verdicts(query));
        boolean corrected = model.corrected(query);
        edited.setVisible(corrected);
        pseudoClassStateChanged(CORRECTED, corrected);
        badge.setVisible(model.simulated());
        String name = model.key(query);
        say(name, "");
        picture.setImage(null);
        placeholder.setText("");
        Runnable text = model.cards()
                .question(
                        query,
                        words -> {
                            say(name, words);
                        },
                        problem -> say(name, Messages.text("explore.cell.question")));
        Runnable image = model.cards().picture(query, result -> {
            picture.setImage(result.image());
            placeholder.setText(result.reason());
            requestLayout();
        });
        stop = () -> {
            text.run();
            image.run();
        };
    }

    private void say(String name, String words) {
        boolean rightToLeft = FlowText.hasRightToLeft(words);
        question.setText(rightToLeft ? "" : words);
        flow.setText(rightToLeft ? words : "");
        flow.setVisible(rightToLeft);
        setAccessibleText(Messages.text("explore.cell", name, words));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - 2 * PAD;
        double boxHeight = Math.max(20, getHeight() - 2 * PAD - QUESTION - FOOT - 2 * SPACE);
        box.resizeRelocate(PAD, PAD, width, boxHeight);
        Image image = picture.getImage();
        if (image != null) {
            // Small pictures are not blown up beyond twice their size.
            double scale = Math.min(2, Math.min((width - 2) / image.getWidth(), (boxHeight - 2) / image.getHeight()));
            picture.setFitWidth(image.getWidth() * scale);
            picture.setFitHeight(image.getHeight() * scale);
            picture.relocate(
                    snapPositionX((width - image.getWidth() * scale) / 2),
                    snapPositionY((boxHeight - image.getHeight() * scale) / 2));
        }
        double y = PAD + boxHeight + SPACE;
        question.resizeRelocate(PAD, y, width, QUESTION);
        flow.resizeRelocate(PAD, y, width, QUESTION); // it clips what does not fit
        y += QUESTION + SPACE;
        double strip = Math.min(width * 0.62, Math.ceil(verdicts.prefWidth(-1)));
        verdicts.resizeRelocate(PAD, y, strip, FOOT);
        double icon = edited.isVisible() ? 18 : 0;
        edited.relocate(PAD + strip + 6, y + 2);
        double keyX = PAD + strip + 8 + icon;
        key.resizeRelocate(keyX, y, Math.max(0, PAD + width - keyX), FOOT);
        key.setAlignment(
                getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
    }
}
