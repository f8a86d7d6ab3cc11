package dev.signalbox.ui.models;

import dev.signalbox.download.ByteSize;
import dev.signalbox.text.Messages;
import dev.signalbox.workbench.RouterChecks.RouterStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Encoders first, then routers, then the way to the hub. */
final class ModelsView extends ScrollPane {
    private static final double MARGIN = 32;

    private final ModelsViewModel model;
    private final Consumer<Path> reveal;
    private final VBox encoders = new VBox();
    private final VBox routers = new VBox();
    private final Map<EncoderRow, EncoderCard> cards = new HashMap<>();

    ModelsView(ModelsViewModel model, Consumer<Path> reveal) {
        this.model = model;
        this.reveal = reveal;
        setId("models-view");
        getStyleClass().add("page");
        setFitToWidth(true);
        setAccessibleText(Messages.text("models.title"));
        encoders.getStyleClass().addAll("card-plain", "model-list");
        encoders.setId("models-encoders");
        routers.getStyleClass().addAll("card-plain", "model-list");
        routers.setId("models-routers");
        Button add = new Button(Messages.text("models.add"), new FontIcon(Feather.FOLDER_PLUS));
        add.setId("models-add");
        add.setOnAction(event -> model.add());
        VBox page = new VBox(
                12,
                heading("models.encoders", "models.encoders.why", add),
                trouble(),
                encoders,
                heading("models.routers", "models.routers.why"),
                routers,
                heading("models.connection", "models.connection.why"),
                new ConnectionCard(model));
        page.getStyleClass().add("page-body");
        page.setMaxWidth(1080);
        HBox holder = new HBox(page);
        HBox.setHgrow(page, Priority.ALWAYS);
        holder.setAlignment(Pos.TOP_CENTER);
        setContent(holder);
        ChangeListener<Node> follow = (property, old, now) -> bringIntoView(now);
        sceneProperty().addListener((property, old, now) -> {
            if (old != null) {
                old.focusOwnerProperty().removeListener(follow);
            }
            if (now != null) {
                now.focusOwnerProperty().addListener(follow);
            }
        });
        InvalidationListener encodersChanged = change -> fillEncoders();
        model.encoders().addListener(encodersChanged);
        InvalidationListener routersChanged = change -> fillRouters();
        model.routers().addListener(routersChanged);
        fillEncoders();
        fillRouters();
    }

    /** Whoever walks by keyboard sees where they are. */
    private void bringIntoView(@Nullable Node focused) {
        if (focused == null) {
            return;
        }
        Node content = getContent();
        for (Node node = focused; node != null; node = node.getParent()) {
            if (node == content) {
                Bounds place = content.sceneToLocal(focused.localToScene(focused.getBoundsInLocal()));
                double room = content.getBoundsInLocal().getHeight()
                        - getViewportBounds().getHeight();
                double top = getVvalue() * room;
                double bottom = top + getViewportBounds().getHeight();
                if (room > 0 && (place.getMinY() < top || place.getMaxY() > bottom)) {
                    double wanted = place.getMinY() < top
                            ? place.getMinY() - MARGIN
                            : place.getMaxY() + MARGIN - getViewportBounds().getHeight();
                    setVvalue(Math.clamp(wanted / room, 0, 1));
                }
                return;
            }
        }
    }

    private static HBox heading(String title, String why, Node... actions) {
        Label name = new Label(Messages.text(title));
        name.getStyleClass().add("model-heading");
        Label reason = new Label(Messages.text(why));
        reason.getStyleClass().addAll("text-muted", "text-small");
        reason.setWrapText(true);
        reason.setMinHeight(Region.USE_PREF_SIZE);
        VBox text = new VBox(2, name, reason);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(16, text);
        line.getChildren().addAll(actions);
        line.getStyleClass().add("model-section");
        line.setAlignment(Pos.CENTER_LEFT);
        for (Node action : actions) {
            ((Region) action).setMinWidth(Region.USE_PREF_SIZE);
        }
        return line;
    }

    private Label trouble() {
        Label label = new Label();
        label.setId("models-trouble");
        label.getStyleClass().add("model-trouble");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.textProperty().bind(model.trouble());
        label.visibleProperty().bind(model.trouble().isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private void fillEncoders() {
        cards.keySet().retainAll(model.encoders());
        encoders.getChildren()
                .setAll(model.encoders().stream()
                        .map(row -> cards.computeIfAbsent(row, made -> new EncoderCard(made, model, reveal)))
                        .toList());
        if (encoders.getChildren().isEmpty()) {
            encoders.getChildren().add(muted("models.encoders.none"));
        }
        markFirst(encoders);
    }

    private void fillRouters() {
        routers.getChildren().setAll(model.routers().stream().map(this::router).toList());
        if (routers.getChildren().isEmpty()) {
            routers.getChildren().add(muted("models.routers.none"));
        }
        markFirst(routers);
    }

    /** Lines stand between rows only. */
    private static void markFirst(VBox list) {
        list.getChildren().forEach(row -> row.getStyleClass().remove("model-first"));
        list.getChildren().getFirst().getStyleClass().add("model-first");
    }

    private VBox router(RouterStatus router) {
        boolean good = router.problem().isEmpty();
        Label name = new Label(router.name(), new FontIcon(Feather.GIT_BRANCH));
        name.getStyleClass().add("model-name");
        HBox head = new HBox(
                8,
                name,
                EncoderCard.chip(
                        good ? "ready" : "damaged",
                        Messages.text(good ? "models.state.ready" : "models.state.damaged")));
        if (router.simulated()) {
            head.getChildren().add(EncoderCard.chip("simulated", Messages.text("models.simulated")));
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button show = EncoderCard.button("models.reveal", Feather.FOLDER, router.name());
        show.setOnAction(event -> reveal.accept(router.checkpoint()));
        head.getChildren().addAll(space, show);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox facts = EncoderCard.facts(ByteSize.text(router.size()), router.sha256(), router.name());
        Label path = new Label(router.checkpoint().toString());
        path.getStyleClass().add("path");
        VBox row = new VBox(4, head, facts, path);
        row.getStyleClass().add("model-row");
        if (!good) {
            Label problem = new Label(router.problem());
            problem.getStyleClass().add("model-trouble");
            problem.setWrapText(true);
            row.getChildren().add(problem);
        }
        return row;
    }

    private static Label muted(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().add("text-muted");
        label.setWrapText(true);
        return label;
    }
}
