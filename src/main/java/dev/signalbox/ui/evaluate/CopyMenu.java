package dev.signalbox.ui.evaluate;

import dev.signalbox.report.Table;
import dev.signalbox.text.Messages;
import java.util.function.Function;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Puts the standings on the clipboard, for a spreadsheet, a page or a paper. */
final class CopyMenu extends MenuButton {
    private final EvaluateViewModel model;

    CopyMenu(EvaluateViewModel model) {
        super(Messages.text("evaluate.copy"), new FontIcon(Feather.COPY));
        this.model = model;
        setId("evaluate-copy");
        getStyleClass().add("small");
        setAccessibleText(getText());
        setMinWidth(USE_PREF_SIZE);
        getItems()
                .setAll(
                        item("evaluate.copy.csv", Table::csv),
                        item("evaluate.copy.markdown", Table::markdown),
                        item("evaluate.copy.latex", Table::latex));
    }

    private MenuItem item(String key, Function<Table, String> form) {
        MenuItem item = new MenuItem(Messages.text(key));
        item.setOnAction(event -> {
            Board board = model.board().get();
            if (board != null) {
                ClipboardContent content = new ClipboardContent();
                content.putString(form.apply(StandingsTable.of(board)));
                Clipboard.getSystemClipboard().setContent(content);
            }
        });
        return item;
    }
}
