package dev.signalbox.ui.shell;

import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Every key combination, by group. */
final class KeySheet {
    private static final int MOST_KEYS = 3;

    private final Commands commands;
    private final Overlays overlays;
    private final VBox content = new VBox();

    KeySheet(Commands commands, Overlays overlays) {
        this.commands = commands;
        this.overlays = overlays;
        content.setId("key-sheet");
        content.getStyleClass().add("key-sheet");
    }

    void toggle() {
        if (overlays.open().get()) {
            overlays.close(content); // closes itself; over something else it does not open
            return;
        }
        Label title = new Label(Messages.text("shell.keys.title"));
        title.getStyleClass().add("title-3");
        FlowPane groups = new FlowPane(32, 20);
        groups.setPrefWrapLength(800);
        byGroup().forEach((group, of) -> groups.getChildren().add(section(group, of)));
        ScrollPane scroll = new ScrollPane(groups);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(true);
        scroll.setAccessibleText(Messages.text("shell.keys.title"));
        scroll.setPrefViewportHeight(480);
        scroll.setPrefViewportWidth(820);
        content.getChildren().setAll(title, scroll);
        overlays.show(content, Pos.CENTER, () -> {});
    }

    private Map<String, List<Command>> byGroup() {
        Map<String, List<Command>> groups = new LinkedHashMap<>();
        commands.all().stream()
                .filter(command -> !command.keys().isEmpty())
                .forEach(command -> groups.computeIfAbsent(command.group(), key -> new ArrayList<>())
                        .add(command));
        return groups;
    }

    private static VBox section(String group, List<Command> of) {
        Label heading = new Label(Messages.text(group));
        heading.getStyleClass().add("section-heading");
        VBox section = new VBox(6, heading);
        section.setPrefWidth(370);
        for (Command command : of) {
            Label name = new Label(command.text());
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox line = new HBox(6, name, space);
            line.setAlignment(Pos.CENTER_LEFT);
            command.keys().stream().limit(MOST_KEYS).forEach(keys -> {
                Label cap = new Label(keys.getDisplayText());
                cap.getStyleClass().add("key-cap");
                cap.setMinWidth(Region.USE_PREF_SIZE);
                line.getChildren().add(cap);
            });
            if (command.keys().size() > MOST_KEYS) {
                line.getChildren().add(new Label("…"));
            }
            section.getChildren().add(line);
        }
        return section;
    }
}
