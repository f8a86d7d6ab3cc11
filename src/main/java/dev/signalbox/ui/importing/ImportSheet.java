package dev.signalbox.ui.importing;

import dev.signalbox.importing.Problem;
import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.ui.importing.ImportViewModel.Step;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows what would come in and what is wrong with it, and waits for a decision. */
public final class ImportSheet extends VBox {
    private final ImportViewModel model;
    private final Supplier<Optional<Path>> chooseFolder;

    /** @param chooseFolder asks for a further folder with pictures */
    public ImportSheet(ImportViewModel model, Supplier<Optional<Path>> chooseFolder, Runnable close) {
        this.model = model;
        this.chooseFolder = chooseFolder;
        setId("import-sheet");
        getStyleClass().addAll("sheet", "large", "plain");
        Label heading = new Label(
                Messages.text("importing.title", model.source().getFileName()), new FontIcon(Feather.FOLDER_PLUS));
        heading.getStyleClass().addAll("title-4", "sheet-title");
        Label place = new Label(model.source().toString());
        place.getStyleClass().addAll("text-muted", "text-small");
        getChildren().addAll(heading, place, working(), finding(), failed(), problemList(), buttons());
        model.step().addListener((property, old, now) -> {
            if (now == Step.DONE || now == Step.CANCELLED) {
                close.run();
            }
        });
    }

    private BooleanBinding at(Step... steps) {
        return Bindings.createBooleanBinding(
                () -> java.util.List.of(steps).contains(model.step().get()), model.step());
    }

    private Region working() {
        ProgressBar bar = new ProgressBar();
        bar.setId("import-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Messages.text("importing.progress"));
        bar.progressProperty().bind(model.fraction());
        Label text = new Label();
        text.textProperty().bind(model.message());
        text.getStyleClass().add("text-muted");
        VBox box = new VBox(6, bar, text);
        return shown(box, at(Step.READING, Step.STORING));
    }

    private Region finding() {
        Label summary = wrapped(new Label());
        summary.setId("import-summary");
        summary.textProperty().bind(model.summary());
        TextField name = new TextField();
        name.setId("import-name");
        name.setAccessibleText(Messages.text("importing.name"));
        name.textProperty().bindBidirectional(model.name());
        Label label = new Label(Messages.text("importing.name"));
        label.setLabelFor(name);
        HBox row = new HBox(8, label, name);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(name, Priority.ALWAYS);
        return shown(new VBox(10, summary, row), at(Step.DECIDING));
    }

    private Region failed() {
        Label what = wrapped(new Label());
        what.setId("import-failure");
        what.textProperty()
                .bind(Bindings.createStringBinding(() -> explain(model.failure().get()), model.failure()));
        return shown(what, at(Step.FAILED));
    }

    private static String explain(@Nullable Throwable failure) {
        if (failure instanceof UserFacingException told) {
            return told.getMessage() + "\n" + told.next();
        }
        return failure == null ? "" : Messages.text("error.unexpected", String.valueOf(failure.getMessage()));
    }

    private Region problemList() {
        ListView<Problem> list = new ListView<>(model.problems());
        list.setId("import-problems");
        list.setAccessibleText(Messages.text("importing.problems"));
        list.setPrefHeight(240);
        list.setCellFactory(view -> new ProblemCell());
        Label count = new Label();
        count.getStyleClass().add("text-muted");
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Messages.text(
                                "importing.problems.count", model.problems().size()),
                        model.problems()));
        return shown(new VBox(6, count, list), Bindings.isNotEmpty(model.problems()));
    }

    /** A problem: how bad, where, what. */
    private static final class ProblemCell extends ListCell<Problem> {
        private final FontIcon icon = new FontIcon(Feather.INFO);
        private final Label where = new Label();
        private final Label what = wrapped(new Label());
        private final VBox texts = new VBox(2, where, what);
        private final HBox row = new HBox(10, icon, texts);

        ProblemCell() {
            where.getStyleClass().addAll("text-muted", "text-small");
            HBox.setHgrow(texts, Priority.ALWAYS);
            texts.maxWidthProperty().bind(widthProperty().subtract(56));
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            if (empty || problem == null) {
                setGraphic(null);
                return;
            }
            icon.setIconCode(
                    switch (problem.severity()) {
                        case ERROR -> Feather.X_OCTAGON;
                        case WARNING -> Feather.ALERT_TRIANGLE;
                        case INFO -> Feather.INFO;
                    });
            icon.getStyleClass()
                    .setAll(
                            "ikonli-font-icon",
                            switch (problem.severity()) {
                                case ERROR -> "danger";
                                case WARNING -> "warning";
                                case INFO -> "accent";
                            });
            String severity = Messages.text("workbench.severity." + problem.severity());
            where.setText(problem.where().isEmpty() ? severity : severity + " · " + problem.where());
            what.setText(problem.message());
            setAccessibleText(where.getText() + ": " + problem.message());
            setGraphic(row);
        }
    }

    private Region buttons() {
        Button pictures = new Button(Messages.text("importing.pictures"));
        pictures.setId("import-pictures");
        pictures.setAccessibleText(pictures.getText());
        pictures.visibleProperty().bind(at(Step.DECIDING));
        pictures.setOnAction(event -> chooseFolder.get().ifPresent(model::addRoot));
        Button cancel = new Button(Messages.text("shell.cancel"));
        cancel.setId("import-cancel");
        cancel.setAccessibleText(cancel.getText());
        cancel.setOnAction(event -> model.cancel());
        Button store = new Button(Messages.text("importing.store"));
        store.setId("import-store");
        store.setAccessibleText(store.getText());
        store.getStyleClass().add("accent");
        store.setDefaultButton(true);
        store.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.step().get() != Step.DECIDING
                                || !model.importable()
                                || model.name().get().isBlank(),
                        model.step(),
                        model.name()));
        store.setOnAction(event -> model.store());
        // Enter shall do what the sheet is for, once that is known.
        model.step().addListener((property, old, now) -> (store.isDisabled() ? cancel : store).requestFocus());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(8, pictures, gap, cancel, store);
        row.getStyleClass().add("sheet-buttons");
        return row;
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Region shown(Region node, javafx.beans.value.ObservableBooleanValue when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(when);
        return node;
    }
}
