package dev.signalbox.ui.shell;

import dev.signalbox.text.Messages;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The screens, one button each. Collapsed it shows icons only; the names are then in tooltips. */
final class NavigationRail extends VBox {
    private static final PseudoClass COLLAPSED = PseudoClass.getPseudoClass("collapsed");

    private final ToggleGroup group = new ToggleGroup();
    private final BooleanProperty collapsed;
    private final VBox work = new VBox();
    private final VBox foot = new VBox();
    private final Label name = new Label(Messages.text("app.name"), new FontIcon(Feather.GIT_BRANCH));

    /**
     * @param keys   the keys of a screen for its tooltip, empty without
     * @param chosen hears which screen a person asked for
     */
    NavigationRail(
            List<Screen> screens,
            BooleanProperty collapsed,
            Button collapse,
            Function<Screen, String> keys,
            Consumer<Screen> chosen) {
        this.collapsed = collapsed;
        setId("rail");
        getStyleClass().add("rail");
        work.getStyleClass().add("rail-items");
        foot.getStyleClass().add("rail-items");
        name.getStyleClass().add("rail-brand");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox head = new HBox(name, collapse);
        head.getStyleClass().add("rail-head");
        head.setAlignment(Pos.CENTER_LEFT);
        for (Screen screen : screens) {
            (screen.atFoot() ? foot : work).getChildren().add(button(screen, keys.apply(screen), chosen));
        }
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(head, work, space, foot);
        collapsed.addListener((property, old, now) -> fold());
        fold();
    }

    private ToggleButton button(Screen screen, String keys, Consumer<Screen> chosen) {
        String text = Messages.text(screen.titleKey());
        ToggleButton button = new ToggleButton(text, new FontIcon(screen.icon()));
        button.setId("rail-" + screen.id());
        button.getStyleClass().setAll("rail-button");
        button.setToggleGroup(group);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(text);
        button.setUserData(screen.id());
        button.setTooltip(new Tooltip(keys.isEmpty() ? text : text + "  " + keys));
        button.setOnAction(event -> {
            button.setSelected(true); // a second press must not leave no screen at all
            chosen.accept(screen);
        });
        return button;
    }

    private void fold() {
        boolean narrow = collapsed.get();
        pseudoClassStateChanged(COLLAPSED, narrow);
        ContentDisplay display = narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        group.getToggles().forEach(toggle -> ((ToggleButton) toggle).setContentDisplay(display));
        name.setVisible(!narrow);
        name.setManaged(!narrow);
    }

    /** Marks the screen that is in front. */
    void mark(Screen screen) {
        group.getToggles().forEach(toggle -> toggle.setSelected(screen.id().equals(toggle.getUserData())));
    }
}
