package dev.signalbox.ui.router;

import dev.signalbox.model.Pool;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.Candidate;
import dev.signalbox.workbench.LabOutcome;
import dev.signalbox.workbench.LabOutcome.Line;
import dev.signalbox.workbench.LabOutcome.Share;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One VLM of the pool: its sentence to write in, and what it gets now and before. */
final class SentenceCard extends VBox {
    private final ProfilesViewModel model;
    private final String id;
    private final TextArea area = new TextArea();
    private final Label edited = new Label(Messages.text("lab.edited"));
    private final Button reset;
    private final Button remove;
    private final Label unread = new Label();
    private final Label share = new Label();
    private final Label mean = new Label();
    private final ConfidenceHistogram histogram = new ConfidenceHistogram();
    private boolean taking;

    SentenceCard(ProfilesViewModel model, Candidate candidate, int place) {
        super(6);
        this.model = model;
        id = candidate.id();
        getStyleClass().addAll("card-plain", "router-card");
        Label name = new Label(id);
        name.getStyleClass().add("lab-name");
        name.setTooltip(new Tooltip(id));
        name.setMinWidth(60);
        Label pool = badge(
                Messages.text(candidate.pool() == Pool.FREE ? "lab.free" : "lab.paid"),
                candidate.pool() == Pool.FREE ? "right" : "warning");
        edited.getStyleClass().addAll("badge", "warning");
        edited.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        reset = icon(Feather.ROTATE_CCW, "lab.reset", "lab-reset-" + place, () -> model.reset(id));
        remove = icon(Feather.X, "lab.remove", "lab-remove-" + place, () -> model.remove(id));
        HBox head = new HBox(8, name, candidate.imaginary() ? badge(Messages.text("lab.made"), "simulated") : pool);
        head.getChildren().addAll(edited, space, reset, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        area.setId("lab-sentence-" + place);
        area.setAccessibleText(Messages.text("lab.sentence.accessible", id));
        area.setWrapText(true);
        area.setPrefRowCount(3);
        area.setMinHeight(78);
        area.setPrefWidth(200);
        area.textProperty().addListener((property, old, now) -> {
            if (!taking) {
                model.edit(id, now);
            }
        });
        unread.setId("lab-unread-" + place);
        unread.getStyleClass().addAll("text-small", "text-muted");
        share.setId("lab-share-" + place);
        for (Label label : new Label[] {share, mean}) {
            label.getStyleClass().addAll("text-small", "tabular");
            label.setMinWidth(USE_PREF_SIZE);
        }
        FlowPane figures = new FlowPane(16, 4, share, mean, histogram);
        figures.setRowValignment(VPos.CENTER);
        figures.setPrefWrapLength(200);
        getChildren().addAll(head, area, unread, figures);
        take(candidate);
    }

    private static Label badge(String text, String style) {
        Label badge = new Label(text);
        badge.getStyleClass().addAll("badge", style);
        badge.setMinWidth(USE_PREF_SIZE);
        return badge;
    }

    private static Button icon(Ikon ikon, String key, String id, Runnable action) {
        Button button = new Button(null, new FontIcon(ikon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "small", "button-icon");
        button.setAccessibleText(Messages.text(key));
        button.setTooltip(new Tooltip(Messages.text(key)));
        button.setOnAction(event -> action.run());
        return button;
    }

    String id() {
        return id;
    }

    /** The sentence as it is in hand; the caret stays when nothing but typing happened. */
    void take(Candidate candidate) {
        if (!area.getText().equals(candidate.sentence())) {
            taking = true;
            area.setText(candidate.sentence());
            taking = false;
        }
        boolean other = model.edited(candidate);
        edited.setVisible(other);
        edited.setManaged(other);
        reset.setVisible(!candidate.imaginary());
        reset.setManaged(!candidate.imaginary());
        reset.setDisable(!other);
        remove.setDisable(model.pool().get().size() < 2);
    }

    /** What the VLM gets. */
    void show(LabOutcome outcome, @Nullable Line line) {
        if (line == null) {
            return;
        }
        showUnread();
        Share before = line.before();
        Share after = line.after();
        double now = part(after.chosen(), outcome.queries());
        double then = part(before.chosen(), outcome.queries());
        share.setText(
                before.present() && before.chosen() != after.chosen()
                        ? Messages.text("lab.share.moved", then, now)
                        : Messages.text("lab.share", now));
        mean.setText(
                before.present() && Math.abs(before.mean() - after.mean()) >= .0005
                        ? Messages.text("lab.confidence.moved", before.mean(), after.mean())
                        : Messages.text("lab.confidence", after.mean()));
        histogram.show(before.histogram(), after.histogram());
        histogram.setAccessibleText(Messages.text("lab.histogram", id));
    }

    private void showUnread() {
        List<String> cut = model.pool().get().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .map(model::unread)
                .orElse(List.of());
        unread.setVisible(!cut.isEmpty());
        unread.setManaged(!cut.isEmpty());
        String words = String.join(" ", cut).replace(" ##", "").replaceFirst("^##", "");
        unread.setText(Messages.text("lab.unread", cut.size(), words));
        unread.setTooltip(new Tooltip(unread.getText()));
    }

    private static double part(int some, int all) {
        return all == 0 ? 0 : (double) some / all;
    }

    void focusSentence() {
        area.requestFocus();
        area.selectAll();
    }
}
