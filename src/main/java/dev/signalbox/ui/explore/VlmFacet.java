package dev.signalbox.ui.explore;

import dev.signalbox.index.Filter;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Per VLM two switches: the queries that it has right, and those that it has wrong. */
final class VlmFacet extends VBox {
    private final ExploreViewModel model;
    private final List<Row> rows = new ArrayList<>();

    VlmFacet(ExploreViewModel model) {
        this.model = model;
        setId("facet-vlms");
        getStyleClass().add("vlm-facet");
        Label title = new Label(Messages.text("explore.vlms"));
        title.getStyleClass().add("vlm-facet-title");
        getChildren().add(title);
    }

    void show(List<Facet.VlmRow> vlms) {
        while (rows.size() > vlms.size()) {
            getChildren().remove(rows.removeLast());
        }
        while (rows.size() < vlms.size()) {
            Row row = new Row(rows.size());
            rows.add(row);
            getChildren().add(row);
        }
        for (int k = 0; k < vlms.size(); k++) {
            rows.get(k).show(vlms.get(k));
        }
    }

    private final class Row extends HBox {
        private final Label name = new Label();
        private final ToggleButton right = new ToggleButton();
        private final ToggleButton wrong = new ToggleButton();
        private String vlm = "";

        Row(int k) {
            getStyleClass().add("vlm-facet-row");
            setAlignment(Pos.CENTER_LEFT);
            name.setMaxWidth(Double.MAX_VALUE);
            name.setMinWidth(0);
            name.setMnemonicParsing(false);
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            name.setTooltip(new Tooltip());
            HBox.setHgrow(name, Priority.ALWAYS);
            right.setId("facet-right-" + k);
            wrong.setId("facet-wrong-" + k);
            right.getStyleClass().addAll("vlm-toggle", "vlm-right");
            wrong.getStyleClass().addAll("vlm-toggle", "vlm-wrong");
            right.setMinWidth(USE_PREF_SIZE);
            wrong.setMinWidth(USE_PREF_SIZE);
            right.setOnAction(e -> model.toggle(vlm, Filter.Outcome.RIGHT));
            wrong.setOnAction(e -> model.toggle(vlm, Filter.Outcome.WRONG));
            getChildren().addAll(name, right, wrong);
        }

        void show(Facet.VlmRow row) {
            vlm = row.vlm();
            name.setText(vlm);
            name.getTooltip()
                    .setText(Messages.text(
                            row.paid() ? "explore.vlm.paid" : "explore.vlm.free", vlm, percent(row.accuracy())));
            set(right, "✓", row.rightCount(), row.right(), Messages.text("explore.vlm.right", vlm, row.rightCount()));
            set(wrong, "✕", row.wrongCount(), row.wrong(), Messages.text("explore.vlm.wrong", vlm, row.wrongCount()));
        }

        private static void set(ToggleButton button, String glyph, int count, boolean on, String said) {
            button.setText(glyph + " " + String.format(Locale.ENGLISH, "%,d", count));
            button.setSelected(on);
            button.setAccessibleText(said);
            button.setTooltip(new Tooltip(said));
        }
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ENGLISH, "%.1f %%", share * 100);
    }
}
