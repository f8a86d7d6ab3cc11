package dev.signalbox.ui.tune.stages;

import dev.signalbox.model.RouterInfo;
import dev.signalbox.text.Messages;
import dev.signalbox.ui.shell.Dialogs;
import dev.signalbox.ui.tune.Cards;
import dev.signalbox.ui.tune.Figures;
import dev.signalbox.ui.tune.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Which router stands at which stage, which VLMs it may choose there, and after which confidence the cascade ends. */
final class SetupCard extends StackPane {
    private final StagesViewModel model;
    private final GridPane grid = new GridPane(16, 6);
    private final Button more = button("stages-more", "stages.more");
    private final Button fewer = button("stages-fewer", "stages.fewer");
    private final List<Slider> sliders = new ArrayList<>();
    private final List<Label> values = new ArrayList<>();
    private @Nullable Setup shown;
    private boolean showing;

    SetupCard(StagesViewModel model, Supplier<Dialogs> dialogs) {
        this.model = model;
        setMinWidth(0);
        grid.setId("stages-setup");
        more.setOnAction(event -> change(Setup::longer));
        fewer.setOnAction(event -> change(Setup::shorter));
        Button save = button("stages-save", "stages.save");
        save.setOnAction(event -> save(dialogs.get()));
        save.disableProperty().bind(model.outcome().isNull());
        HBox buttons = new HBox(8, more, fewer, save);
        buttons.setAlignment(Pos.CENTER_LEFT);
        ScrollPane wide = new ScrollPane(grid);
        wide.setFitToHeight(true);
        wide.setFocusTraversable(false);
        wide.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        wide.setMinHeight(USE_PREF_SIZE);
        wide.getStyleClass().addAll("edge-to-edge", "stages-scroll");
        getChildren().add(Cards.explained("stages.setup", "stages.setup.why", wide, buttons));
        model.setup().addListener((property, old, now) -> show());
        model.study().addListener((property, old, now) -> {
            shown = null; // names or pools may have changed
            show();
        });
        show();
    }

    private static Button button(String id, String key) {
        Button button = new Button(Messages.text(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setAccessibleText(button.getText());
        return button;
    }

    private void save(Dialogs dialogs) {
        dialogs.ask(Messages.text("stages.save.title"), Messages.text("tune.save.prompt"), model.suggestedName())
                .filter(name -> !name.isBlank())
                .filter(name -> !model.known(name)
                        || dialogs.confirm(new Dialogs.Question(
                                Messages.text("tune.save.replace.title"),
                                Messages.text("tune.save.replace.text", name.strip()),
                                Messages.text("tune.save.replace"),
                                true)))
                .ifPresent(model::save);
    }

    private void change(UnaryOperator<Setup> change) {
        Setup now = model.setup().get();
        if (!showing && now != null) {
            model.setup().set(change.apply(now));
        }
    }

    private void show() {
        Setup now = model.setup().get();
        Study study = model.study().get();
        if (now == null || study == null) {
            return;
        }
        showing = true;
        if (shown == null || !shown.sameStages(now)) {
            boolean within = grid.isFocusWithin();
            String focused = within && getScene() != null && getScene().getFocusOwner() != null
                    ? getScene().getFocusOwner().getId()
                    : null;
            build(now, study);
            if (focused != null && grid.lookup("#" + focused) != null) {
                grid.lookup("#" + focused).requestFocus();
            }
        }
        for (int s = 0; s < sliders.size(); s++) {
            if (sliders.get(s).getValue() != now.tau().get(s)) {
                sliders.get(s).setValue(now.tau().get(s));
            }
            values.get(s)
                    .setText(Messages.text(
                            "stages.tau.value", Figures.tau(round(now.tau().get(s)))));
        }
        more.setDisable(now.stages() >= Setup.MOST);
        fewer.setDisable(now.stages() < 2);
        shown = now;
        showing = false;
    }

    private static double round(double tau) {
        return Math.rint(tau * 1000) / 1000;
    }

    private void build(Setup now, Study study) {
        grid.getChildren().clear();
        sliders.clear();
        values.clear();
        int stages = now.stages();
        for (int s = 0; s < stages; s++) {
            Label title = new Label(Messages.text("stages.stage", s + 1));
            title.getStyleClass().add("tune-now");
            grid.add(title, s + 1, 0);
            grid.add(router(now, s), s + 1, 1);
        }
        grid.add(muted(Messages.text("stages.router")), 0, 1);
        grid.add(muted(Messages.text("stages.none")), stages + 1, 0);
        int row = 2;
        int[] columns = IntStream.concat(
                        Arrays.stream(study.pool()),
                        now.stageOf().keySet().stream().mapToInt(Integer::intValue))
                .sorted()
                .distinct()
                .toArray();
        for (int column : columns) {
            grid.add(new Label(study.vlm(column)), 0, row);
            ToggleGroup group = new ToggleGroup();
            for (int s = 0; s <= stages; s++) {
                grid.add(choice(now, study, column, s < stages ? s : -1, group), s + 1, row);
            }
            row++;
        }
        if (stages > 1) {
            grid.add(muted(Messages.text("stages.tau")), 0, row);
        }
        for (int s = 0; s < stages - 1; s++) {
            grid.add(threshold(s), s + 1, row);
        }
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-muted");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private ComboBox<RouterInfo> router(Setup now, int stage) {
        ComboBox<RouterInfo> box = new ComboBox<>();
        box.setId("stages-router-" + (stage + 1));
        box.setAccessibleText(Messages.text("stages.router.accessible", stage + 1));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable RouterInfo router) {
                return router == null ? "" : router.name();
            }

            @Override
            public RouterInfo fromString(String text) {
                throw new UnsupportedOperationException("Not editable");
            }
        });
        box.setPrefWidth(150);
        box.getItems().setAll(model.routers());
        box.setValue(now.routers().get(stage));
        box.valueProperty().addListener((property, old, chosen) -> {
            if (chosen != null) {
                change(setup -> setup.withRouter(stage, chosen));
            }
        });
        return box;
    }

    /** @param stage under 0 for none */
    private RadioButton choice(Setup now, Study study, int column, int stage, ToggleGroup group) {
        RadioButton choice = new RadioButton();
        choice.setId("stages-vlm-" + column + "-" + (stage + 1));
        choice.setToggleGroup(group);
        choice.setAccessibleText(
                stage < 0
                        ? Messages.text("stages.vlm.none", study.vlm(column))
                        : Messages.text("stages.vlm.in", study.vlm(column), stage + 1));
        choice.setSelected(now.stageOf().getOrDefault(column, -1) == stage);
        choice.selectedProperty().addListener((property, old, chosen) -> {
            if (chosen) {
                change(setup -> setup.withVlm(column, stage));
            }
        });
        GridPane.setHalignment(choice, HPos.LEFT);
        return choice;
    }

    private Region threshold(int stage) {
        Slider slider = new Slider(0, 1, 0.5);
        slider.setId("stages-tau-" + (stage + 1));
        slider.setAccessibleText(Messages.text("stages.tau.accessible", stage + 1));
        slider.setBlockIncrement(0.01);
        slider.setPrefWidth(110);
        slider.valueProperty()
                .addListener((property, old, now) -> change(setup -> setup.withTau(stage, round(now.doubleValue()))));
        Label value = new Label();
        value.setId("stages-tau-value-" + (stage + 1));
        value.setMinWidth(USE_PREF_SIZE);
        sliders.add(slider);
        values.add(value);
        HBox line = new HBox(6, slider, value);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
