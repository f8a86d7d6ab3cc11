package dev.signalbox.ui.models;

import dev.signalbox.download.ByteSize;
import dev.signalbox.encoders.CatalogueEntry;
import dev.signalbox.encoders.EncoderKind;
import dev.signalbox.encoders.EncoderStatus;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.models.EncoderRow.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One encoder: what it is, how it stands, and what can be done next. */
final class EncoderCard extends VBox {
    private final EncoderRow row;
    private final ModelsViewModel model;
    private final Consumer<Path> reveal;
    private final Label name = new Label();
    private final Label purpose = new Label();
    private final HBox state = new HBox();
    private final HBox buttons = new HBox(8);
    private final VBox facts = new VBox(4);
    private final ProgressBar bar = new ProgressBar();
    private final HBox progress = new HBox(12);
    private final Label trouble = new Label();

    EncoderCard(EncoderRow row, ModelsViewModel model, Consumer<Path> reveal) {
        this.row = row;
        this.model = model;
        this.reveal = reveal;
        String id = row.status().id();
        setId("model-" + id);
        setSpacing(4);
        getStyleClass().add("model-row");
        name.getStyleClass().add("model-name");
        purpose.getStyleClass().addAll("text-muted", "text-small");
        purpose.setWrapText(true);
        purpose.setMinHeight(Region.USE_PREF_SIZE);
        state.setId("model-state-" + id);
        state.setAlignment(Pos.CENTER_LEFT);
        state.setSpacing(6);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        HBox head = new HBox(8, name, state, space, buttons);
        head.setAlignment(Pos.CENTER_LEFT);
        progress(id);
        trouble.setId("model-trouble-" + id);
        trouble.getStyleClass().add("model-trouble");
        trouble.setWrapText(true);
        trouble.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(head, purpose, progress, facts, trouble);
        row.phase().addListener((property, old, now) -> show());
        row.statusProperty().addListener((property, old, now) -> show());
        row.trouble().addListener((property, old, now) -> show());
        model.place().settings().addListener((property, old, now) -> show());
        show();
    }

    private void progress(String id) {
        bar.setPrefWidth(260);
        bar.setAccessibleText(Messages.text("models.progress", row.status().title()));
        bar.progressProperty()
                .bind(row.fraction()
                        .map(done -> done.doubleValue() < 0 ? ProgressBar.INDETERMINATE_PROGRESS : done.doubleValue()));
        Label doing = new Label();
        doing.setId("model-doing-" + id);
        doing.getStyleClass().add("text-small");
        doing.textProperty()
                .bind(row.doing()
                        .map(text -> row.fraction().get() < 0
                                ? text
                                : Messages.text("models.percent", row.fraction().get(), text)));
        progress.getChildren().addAll(bar, doing);
        progress.setAlignment(Pos.CENTER_LEFT);
        progress.managedProperty().bind(progress.visibleProperty());
        purpose.managedProperty().bind(purpose.visibleProperty());
        trouble.managedProperty().bind(trouble.visibleProperty());
    }

    private void show() {
        EncoderStatus status = row.status();
        Phase phase = row.phase().get();
        name.setText(status.title());
        name.setGraphic(new FontIcon(status.kind() == EncoderKind.TEXT ? Feather.TYPE : Feather.IMAGE));
        CatalogueEntry entry = status.entry();
        purpose.setText(entry == null ? Messages.text("models.own") : entry.purpose());
        String look = phase.name().toLowerCase(Locale.ROOT);
        state.getChildren().setAll(chip(look, Messages.text("models.phase." + look)));
        if (!status.pinned() && !status.local()) {
            Label unpinned = chip("unpinned", Messages.text("models.unpinned"));
            unpinned.setTooltip(new Tooltip(Messages.text("models.unpinned.why")));
            state.getChildren().add(unpinned);
        }
        facts.getChildren().setAll(lines(status, phase));
        boolean busy = phase == Phase.FETCHING || phase == Phase.CHECKING;
        progress.setVisible(busy);
        purpose.setVisible(!busy); // in its place, so that the rows below stay under the mouse
        String problem =
                row.trouble().get().isEmpty() ? status.problem() : row.trouble().get();
        trouble.setText(problem);
        trouble.setVisible(!problem.isEmpty() && !busy);
        boolean focused = buttons.getChildren().stream().anyMatch(Node::isFocused);
        buttons.getChildren().setAll(actions(status, phase));
        if (focused && !buttons.getChildren().isEmpty()) {
            buttons.getChildren()
                    .getFirst()
                    .requestFocus(); // the pressed button is gone; the keyboard stays in the row
        }
    }

    private List<Node> lines(EncoderStatus status, Phase phase) {
        List<String> said = new ArrayList<>();
        said.add(
                status.here() > 0 && status.here() < status.size()
                        ? Messages.text("models.amount", ByteSize.text(status.here()), ByteSize.text(status.size()))
                        : ByteSize.text(status.size()));
        CatalogueEntry entry = status.entry();
        if (status.dimensions() > 0) {
            said.add(Messages.text("models.dimensions", status.dimensions()));
        }
        if (entry != null) {
            said.add(entry.licence());
            said.add(entry.repository() + "@"
                    + entry.revision().substring(0, Math.min(8, entry.revision().length())));
        }
        List<Node> lines = new ArrayList<>();
        lines.add(facts(String.join("  ·  ", said), status.weightsSha256(), status.title()));
        if (phase != Phase.MISSING && phase != Phase.FETCHING) {
            Label path = new Label(status.folder().toString());
            path.getStyleClass().add("path");
            lines.add(path);
        }
        return lines;
    }

    private List<Node> actions(EncoderStatus status, Phase phase) {
        return switch (phase) {
            case FETCHING, CHECKING ->
                List.of(action(
                        phase == Phase.FETCHING ? "models.pause" : "models.stop",
                        Feather.PAUSE,
                        "pause",
                        model::pause));
            case MISSING -> begin(status);
            case PAUSED -> goOn(status);
            case FAILED -> status.here() > 0 ? goOn(status) : begin(status);
            case READY ->
                List.of(
                        action("models.check", Feather.CHECK_CIRCLE, "check", model::check),
                        revealButton(status),
                        leave(status));
            case DAMAGED ->
                status.local()
                        ? List.of(
                                action("models.check", Feather.CHECK_CIRCLE, "check", model::check),
                                revealButton(status),
                                leave(status))
                        : List.of(download("models.repair", status.size(), "download", true), leave(status));
        };
    }

    private List<Node> begin(EncoderStatus status) {
        return List.of(
                download("models.download", status.size(), "download", false),
                action("models.choose", Feather.FOLDER, "choose", model::choose));
    }

    private List<Node> goOn(EncoderStatus status) {
        return List.of(
                download("models.resume", Math.max(0, status.size() - status.here()), "resume", true),
                action("models.discard", Feather.TRASH_2, "remove", model::remove));
    }

    private Button revealButton(EncoderStatus status) {
        Button show = button("models.reveal", Feather.FOLDER, status.title());
        show.setOnAction(event -> reveal.accept(status.folder()));
        return show;
    }

    private Button leave(EncoderStatus status) {
        return status.local()
                ? action("models.forget", Feather.X, "forget", model::forget)
                : action("models.remove", Feather.TRASH_2, "remove", model::remove);
    }

    /** Says from which host and how much: nothing is asked of anybody before it is pressed. */
    private Button download(String key, long bytes, String id, boolean next) {
        String host = model.place().host();
        Button button = action(key, Feather.DOWNLOAD, id, model::download);
        button.setText(Messages.text(key, ByteSize.text(bytes), host));
        if (next) {
            button.getStyleClass().add("accent");
        }
        button.setAccessibleText(button.getText() + " " + row.status().title());
        button.setDisable(host.isEmpty());
        return button;
    }

    private Button action(String key, Ikon icon, String id, Consumer<EncoderRow> what) {
        Button button = button(key, icon, row.status().title());
        button.setId("model-" + id + "-" + row.status().id());
        button.setOnAction(event -> what.accept(row));
        return button;
    }

    static Button button(String key, Ikon icon, String title) {
        String text = Messages.text(key, "", "").strip();
        Button button = new Button(text, new FontIcon(icon));
        button.getStyleClass().add("small");
        button.setAccessibleText(text + " " + title);
        return button;
    }

    static Label chip(String look, String text) {
        Label chip = new Label(text);
        chip.getStyleClass().addAll("model-chip", "model-" + look);
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    /** What is known in a line, and the hash of the weights, which can be copied. */
    static HBox facts(String said, @Nullable String sha256, String title) {
        Label text = new Label(said);
        text.getStyleClass().addAll("text-muted", "text-small");
        HBox line = new HBox(8, text);
        line.setAlignment(Pos.CENTER_LEFT);
        String hash = ModelsViewModel.shortHash(sha256);
        if (sha256 != null && !hash.isEmpty()) {
            Label shown = new Label(Messages.text("models.sha", hash));
            shown.getStyleClass().add("path");
            shown.setTooltip(new Tooltip(sha256));
            Button copy = new Button(null, new FontIcon(Feather.COPY));
            copy.getStyleClass().addAll("button-icon", "flat", "small", "model-copy");
            copy.setAccessibleText(Messages.text("models.copy", title));
            copy.setTooltip(new Tooltip(Messages.text("models.copy", title)));
            copy.setOnAction(event -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(sha256);
                Clipboard.getSystemClipboard().setContent(content);
            });
            line.getChildren().add(new HBox(2, shown, copy));
            ((HBox) line.getChildren().getLast()).setAlignment(Pos.CENTER_LEFT);
        }
        return line;
    }
}
