package dev.signalbox.ui.filter;

import dev.signalbox.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The field for the rule, in the window’s header. */
public final class FilterBar extends HBox {
    private final TextField field = new TextField();

    public FilterBar(FilterBarViewModel model) {
        getStyleClass().add("filter-field");
        setAlignment(Pos.CENTER_LEFT);
        setMaxWidth(760);
        field.setId("filter-text");
        field.setPromptText(Messages.text("filterbar.prompt"));
        field.setAccessibleText(Messages.text("filterbar.name"));
        field.setAccessibleHelp(Messages.text("filterbar.help"));
        field.setTooltip(new Tooltip(Messages.text("filterbar.help")));
        field.textProperty().bindBidirectional(model.text());
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setOnAction(e -> model.commit());
        field.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
                field.clear();
                model.commit();
                e.consume();
            }
        });
        model.problem()
                .addListener((property, old, now) ->
                        pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("invalid"), !now.isEmpty()));
        Button clear = new Button(null, new FontIcon(Feather.X));
        clear.setId("filter-clear");
        clear.getStyleClass().addAll("flat", "button-icon", "small");
        clear.setAccessibleText(Messages.text("filterbar.clear"));
        clear.setTooltip(new Tooltip(Messages.text("filterbar.clear")));
        clear.visibleProperty().bind(field.textProperty().isNotEmpty());
        clear.setOnAction(e -> {
            field.clear();
            model.commit();
            field.requestFocus();
        });
        getChildren().addAll(new FontIcon(Feather.FILTER), field, clear);
    }

    /** Gives the keyboard to the field, its text selected. */
    public void focusField() {
        field.requestFocus();
        field.selectAll();
    }
}
