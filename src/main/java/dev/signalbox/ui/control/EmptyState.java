package dev.signalbox.ui.control;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a screen shows when it has nothing to show: what is missing, why, and the next step. */
public final class EmptyState extends VBox {
    private final FontIcon icon = new FontIcon();
    private final Label headline = new Label();
    private final Label explanation = new Label();
    private final FlowPane actions = new FlowPane(8, 8);

    public EmptyState(Ikon ikon, String headlineText, String explanationText, Button... buttons) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        icon.getStyleClass().add("empty-icon");
        headline.getStyleClass().add("empty-headline");
        explanation.getStyleClass().add("empty-explanation");
        for (Label label : List.of(headline, explanation)) {
            label.setWrapText(true);
            label.setTextAlignment(TextAlignment.CENTER);
            label.setAlignment(Pos.CENTER);
            label.setMaxWidth(460);
            label.setMinHeight(USE_PREF_SIZE);
        }
        actions.setAlignment(Pos.CENTER);
        getChildren().addAll(icon, headline, explanation, actions);
        show(ikon, headlineText, explanationText, buttons);
    }

    /** Tells something else; the first button is the one to press. */
    public void show(Ikon ikon, String headlineText, String explanationText, Button... buttons) {
        icon.setIconCode(ikon);
        headline.setText(headlineText);
        explanation.setText(explanationText);
        explanation.setManaged(!explanationText.isEmpty());
        actions.getChildren().setAll(buttons);
        actions.setManaged(buttons.length > 0);
        setAccessibleText(headlineText + " " + explanationText);
    }
}
