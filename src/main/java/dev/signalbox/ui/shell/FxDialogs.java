package dev.signalbox.ui.shell;

import dev.signalbox.task.Job;
import dev.signalbox.task.JobState;
import dev.signalbox.text.Messages;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Dialogs inside the window, over its content. Waiting keeps the window alive through a nested event loop. */
final class FxDialogs implements Dialogs {
    private final Overlays overlays;
    private final Toasts toasts;

    FxDialogs(Overlays overlays, Toasts toasts) {
        this.overlays = overlays;
        this.toasts = toasts;
    }

    /** A sheet and the answer it waits for. */
    private final class Sheet<T> {
        private final VBox box = new VBox();
        private final HBox buttons = new HBox();
        private @Nullable T answer;

        Sheet(String id, Ikon icon, String title, String style) {
            box.setId(id);
            box.getStyleClass().addAll("sheet", style);
            Label heading = new Label(title, new FontIcon(icon));
            heading.getStyleClass().addAll("title-4", "sheet-title");
            heading.setWrapText(true);
            buttons.getStyleClass().add("sheet-buttons");
            buttons.setAlignment(Pos.CENTER_RIGHT);
            box.getChildren().addAll(heading, buttons);
        }

        void add(Node node) {
            box.getChildren().add(box.getChildren().size() - 1, node);
        }

        Button button(String id, String text, Runnable action) {
            Button button = new Button(text);
            button.setId(id);
            button.setAccessibleText(text);
            button.setOnAction(event -> action.run());
            buttons.getChildren().add(button);
            return button;
        }

        void finish(@Nullable T with) {
            answer = with;
            overlays.close(box);
        }

        /** Shows the sheet until it closes. */
        Optional<T> await() {
            overlays.show(box, Pos.CENTER, () -> Platform.exitNestedEventLoop(box, null));
            Platform.enterNestedEventLoop(box);
            return Optional.ofNullable(answer);
        }
    }

    @Override
    public void error(Throwable failure) {
        Problem problem = Problem.of(failure);
        Sheet<Boolean> sheet =
                new Sheet<>("dialog-error", Feather.ALERT_CIRCLE, Messages.text("shell.error.title"), "danger");
        Label what = text(problem.what());
        what.setId("dialog-error-what");
        Label next = text(problem.next());
        next.getStyleClass().add("text-muted");
        Label code = new Label(Messages.text("shell.error.code", problem.code()));
        code.getStyleClass().addAll("text-muted", "text-small");
        TextArea details = new TextArea(problem.details());
        details.setEditable(false);
        details.setPrefRowCount(10);
        details.setAccessibleText(Messages.text("shell.error.details"));
        TitledPane fold = new TitledPane(Messages.text("shell.error.details"), details);
        fold.setExpanded(false);
        fold.setAnimated(false);
        fold.getStyleClass().add("dense");
        sheet.add(what);
        sheet.add(next);
        sheet.add(code);
        sheet.add(fold);
        sheet.button("dialog-copy", Messages.text("shell.error.copy"), () -> copy(problem.report()));
        Button close = sheet.button("dialog-close", Messages.text("shell.close"), () -> sheet.finish(true));
        close.setDefaultButton(true);
        Platform.runLater(close::requestFocus);
        sheet.await();
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    @Override
    public boolean confirm(Question question) {
        Sheet<Boolean> sheet = new Sheet<>("dialog-confirm", Feather.HELP_CIRCLE, question.title(), "plain");
        sheet.add(text(question.text()));
        Button no = sheet.button("dialog-cancel", Messages.text("shell.cancel"), () -> sheet.finish(null));
        Button yes = sheet.button("dialog-yes", question.action(), () -> sheet.finish(true));
        yes.getStyleClass().add(question.destructive() ? "danger" : "accent");
        // Enter must not destroy anything by habit.
        Button first = question.destructive() ? no : yes;
        first.setDefaultButton(true);
        Platform.runLater(first::requestFocus);
        return sheet.await().orElse(false);
    }

    @Override
    public Optional<String> ask(String title, String prompt, String initial) {
        Sheet<String> sheet = new Sheet<>("dialog-ask", Feather.EDIT_2, title, "plain");
        TextField field = new TextField(initial);
        field.setId("dialog-field");
        field.setAccessibleText(prompt);
        Label label = text(prompt);
        label.setLabelFor(field);
        sheet.add(label);
        sheet.add(field);
        sheet.button("dialog-cancel", Messages.text("shell.cancel"), () -> sheet.finish(null));
        Button done = sheet.button("dialog-yes", Messages.text("shell.accept"), () -> sheet.finish(field.getText()));
        done.getStyleClass().add("accent");
        done.setDefaultButton(true);
        done.disableProperty().bind(field.textProperty().map(String::isBlank));
        Platform.runLater(field::requestFocus);
        return sheet.await();
    }

    @Override
    public void progress(Job<?> job) {
        Sheet<Boolean> sheet = new Sheet<>("dialog-progress", Feather.LOADER, job.title(), "plain");
        JobItem item = new JobItem(job);
        Label message = text("");
        message.textProperty().bind(item.message());
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(job.title());
        bar.progressProperty().bind(item.fraction());
        sheet.add(message);
        sheet.add(bar);
        Button cancel = sheet.button("dialog-cancel", Messages.text("shell.cancel"), item::cancel);
        cancel.disableProperty().bind(item.stopping());
        javafx.animation.AnimationTimer refresh = new javafx.animation.AnimationTimer() {
            @Override
            public void handle(long now) {
                item.refresh();
            }
        };
        refresh.start();
        job.onFinally(() -> sheet.finish(job.state() == JobState.DONE));
        if (!job.state().over()) {
            sheet.await();
        }
        refresh.stop();
    }

    @Override
    public Optional<Path> chooseFolder(String title, @Nullable Path start) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        startAt(start, chooser::setInitialDirectory);
        return path(chooser.showDialog(window()));
    }

    @Override
    public Optional<Path> chooseFile(String title, @Nullable Path start, FileKind... kinds) {
        FileChooser chooser = chooser(title, kinds);
        startAt(start, chooser::setInitialDirectory);
        return path(chooser.showOpenDialog(window()));
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, FileKind... kinds) {
        FileChooser chooser = chooser(title, kinds);
        chooser.setInitialFileName(suggestedName);
        return path(chooser.showSaveDialog(window()));
    }

    private static FileChooser chooser(String title, FileKind... kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        for (FileKind kind : kinds) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind.name(), kind.patterns()));
        }
        return chooser;
    }

    private static void startAt(@Nullable Path start, Consumer<File> setter) {
        if (start != null && Files.isDirectory(start)) {
            setter.accept(start.toFile());
        }
    }

    private static Optional<Path> path(@Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }

    private Window window() {
        return Objects.requireNonNull(overlays.getScene()).getWindow();
    }

    @Override
    public void note(String text, @Nullable Command action) {
        toasts.show(text, action);
    }
}
