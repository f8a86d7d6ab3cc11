package dev.signalbox.ui.tune;

import dev.signalbox.evaluation.ReplayPoint;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.control.SteadyBar;
import dev.signalbox.ui.control.SteadyLabel;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** How many of the queries go to each VLM. Its rows are kept while tau moves. */
final class ShareBars extends GridPane {
    private final List<SteadyBar> bars = new ArrayList<>();
    private final List<SteadyLabel> numbers = new ArrayList<>();
    private @Nullable Study shown;

    ShareBars() {
        super(8, 4);
        setId("tune-shares");
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(80);
        ColumnConstraints mark = new ColumnConstraints();
        ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        bar.setFillWidth(true);
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        number.setMinWidth(52);
        getColumnConstraints().addAll(name, mark, bar, number);
    }

    void show(Study study, ReplayPoint point) {
        int[] pool = study.pool();
        if (study != shown) {
            rebuild(study, pool);
        }
        for (int i = 0; i < pool.length; i++) {
            double share = point.share(pool[i]);
            bars.get(i).show(share);
            numbers.get(i).show(Figures.percent(share));
            bars.get(i).setAccessibleText(study.vlm(pool[i]) + ", " + Figures.percent(share));
        }
    }

    private void rebuild(Study study, int[] pool) {
        shown = study;
        getChildren().clear();
        bars.clear();
        numbers.clear();
        for (int i = 0; i < pool.length; i++) {
            boolean paid = study.isPaid(pool[i]);
            Label name = new Label(study.vlm(pool[i]));
            name.setTooltip(new Tooltip(name.getText()));
            add(name, 0, i);
            if (paid) {
                Label mark = new Label(Messages.text("tune.paid.mark"));
                mark.getStyleClass().addAll("badge", "warning");
                mark.setMinWidth(USE_PREF_SIZE);
                add(mark, 1, i);
            }
            SteadyBar bar = new SteadyBar();
            bar.getStyleClass().add(paid ? "tune-share-paid" : "tune-share");
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setMinWidth(32);
            bar.setPrefWidth(48);
            SteadyLabel number = new SteadyLabel();
            number.setAlignment(Pos.CENTER_RIGHT);
            number.getStyleClass().add("tabular");
            number.setMinWidth(USE_PREF_SIZE);
            bars.add(bar);
            numbers.add(number);
            add(bar, 2, i);
            add(number, 3, i);
        }
    }
}
