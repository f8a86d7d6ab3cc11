package dev.signalbox.ui.shell;

import dev.signalbox.text.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands in the middle while no dataset is open: the two ways to begin. */
final class Welcome extends VBox {
    Welcome(Commands commands) {
        setId("welcome");
        getStyleClass().add("welcome");
        setAlignment(Pos.CENTER);
        FontIcon icon = new FontIcon(Feather.GIT_BRANCH);
        icon.getStyleClass().add("welcome-icon");
        Label title = new Label(Messages.text("shell.welcome.title"));
        title.getStyleClass().add("title-2");
        Label text = new Label(Messages.text("shell.welcome.text"));
        text.getStyleClass().add("welcome-text");
        text.setWrapText(true);
        text.setTextAlignment(TextAlignment.CENTER);
        text.setMaxWidth(520);
        Button sample = commands.button(MainWindow.OPEN_SAMPLE);
        sample.getStyleClass().addAll("accent", "large");
        Button folder = commands.button(MainWindow.OPEN_RESULTS);
        folder.getStyleClass().add("large");
        HBox ways = new HBox(12, sample, folder);
        ways.setAlignment(Pos.CENTER);
        Label note = new Label(Messages.text("shell.welcome.note"), new FontIcon(Feather.SHIELD));
        note.getStyleClass().addAll("text-muted", "text-small");
        getChildren().addAll(icon, title, text, ways, note);
    }
}
