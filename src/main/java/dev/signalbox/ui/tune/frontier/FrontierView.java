package dev.signalbox.ui.tune.frontier;

import dev.signalbox.text.Messages;
import java.util.Objects;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The plane and the deferral curve, and beside or below them what sums them up. */
final class FrontierView extends ScrollPane {
    /** Wider than this, the summaries stand beside the charts. */
    private static final double BESIDE = 860;

    FrontierView(FrontierViewModel model) {
        setId("frontier-view");
        setAccessibleText(Messages.text("frontier.title"));
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        getStyleClass().addAll("edge-to-edge", "tune-scroll");
        getStylesheets()
                .add(Objects.requireNonNull(FrontierView.class.getResource("/css/frontier.css"))
                        .toExternalForm());
        VBox charts = new VBox(12, new PlanePane(model), new DeferralPane(model));
        VBox.setVgrow(charts.getChildren().getFirst(), Priority.ALWAYS);
        SummaryPane summaries = new SummaryPane(model);
        VBox page = new VBox(12);
        page.getStyleClass().add("tune-page");
        setContent(page);
        Runnable place = () -> {
            page.getChildren().clear();
            if (getWidth() > BESIDE) {
                HBox row = new HBox(12, charts, summaries);
                HBox.setHgrow(charts, Priority.ALWAYS);
                VBox.setVgrow(row, Priority.ALWAYS);
                page.getChildren().add(row);
            } else {
                page.getChildren().addAll(charts, summaries);
            }
        };
        widthProperty().addListener((property, old, now) -> {
            if (old.doubleValue() > BESIDE != now.doubleValue() > BESIDE
                    || page.getChildren().isEmpty()) {
                place.run();
            }
        });
    }
}
