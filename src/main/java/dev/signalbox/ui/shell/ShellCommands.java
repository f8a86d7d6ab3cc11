package dev.signalbox.ui.shell;

import dev.signalbox.text.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.kordamp.ikonli.feather.Feather;

/** The commands of the window itself. */
final class ShellCommands {
    private final MainWindow window;
    private final UndoStack undo;

    ShellCommands(MainWindow window, UndoStack undo) {
        this.window = window;
        this.undo = undo;
    }

    void register(Commands commands) {
        BooleanBinding canOpen = window.opener().isNotNull();
        commands.register(Command.of(
                        MainWindow.OPEN_RESULTS,
                        "command.open.results",
                        Feather.FOLDER_PLUS,
                        Command.WORKSPACE,
                        this::openResults)
                .keys("Shortcut+O")
                .enabledWhen(canOpen));
        commands.register(
                Command.of("open.file", "command.open.file", Feather.FILE_PLUS, Command.WORKSPACE, this::openFile)
                        .enabledWhen(canOpen));
        commands.register(Command.of(
                        MainWindow.OPEN_SAMPLE,
                        "command.open.sample",
                        Feather.PACKAGE,
                        Command.WORKSPACE,
                        () -> opener().ifPresent(Opener::openSample))
                .enabledWhen(canOpen));
        commands.register(Command.of(
                        "open.workspace",
                        "command.open.workspace",
                        Feather.DATABASE,
                        Command.WORKSPACE,
                        this::openWorkspace)
                .keys("Shortcut+Shift+O")
                .enabledWhen(canOpen));
        commands.register(Command.of("app.quit", "command.app.quit", Feather.LOG_OUT, Command.WORKSPACE, this::quit)
                .keys("Shortcut+Q"));
        commands.register(Command.of("edit.undo", "command.edit.undo", Feather.CORNER_UP_LEFT, Command.EDIT, this::undo)
                .keys("Shortcut+Z")
                .enabledWhen(undo.canUndo()));
        commands.register(
                Command.of("edit.redo", "command.edit.redo", Feather.CORNER_UP_RIGHT, Command.EDIT, this::redo)
                        .keys("Shortcut+Shift+Z", "Shortcut+Y")
                        .enabledWhen(undo.canRedo()));
        commands.register(Command.of(
                        "theme.toggle",
                        "command.theme.toggle",
                        Feather.MOON,
                        Command.VIEW,
                        () -> window.themes().toggle())
                .keys("Shortcut+Shift+L"));
        commands.register(Command.of("shell.rail", "command.shell.rail", Feather.MENU, Command.VIEW, window::flipRail)
                .keys("Shortcut+B"));
        commands.register(Command.of(
                        "shell.detail",
                        "command.shell.detail",
                        Feather.SIDEBAR,
                        Command.VIEW,
                        () -> window.detailOpen().set(!window.detailOpen().get()))
                .keys("Shortcut+Shift+D"));
        commands.register(Command.of(
                        "shell.jobs",
                        "command.shell.jobs",
                        Feather.ACTIVITY,
                        Command.VIEW,
                        () -> window.statusBar().toggleJobs())
                .keys("Shortcut+J"));
        commands.register(Command.of(
                        "shell.area.next",
                        "command.shell.area.next",
                        Feather.COLUMNS,
                        Command.GO,
                        () -> window.nextArea(1))
                .keys("F6"));
        commands.register(Command.of(
                        "shell.area.previous",
                        "command.shell.area.previous",
                        Feather.COLUMNS,
                        Command.GO,
                        () -> window.nextArea(-1))
                .keys("Shift+F6"));
        commands.register(Command.of(
                        PaletteViewModel.PALETTE,
                        "command.shell.palette",
                        Feather.SEARCH,
                        Command.HELP,
                        () -> window.palette().toggle())
                .keys("Shortcut+K", "Shortcut+Shift+P"));
        commands.register(Command.of(
                        "shell.keys",
                        "command.shell.keys",
                        Feather.HELP_CIRCLE,
                        Command.HELP,
                        () -> window.keySheet().toggle())
                .keys("F1"));
    }

    /** True for the keys of palette and key sheet, which also close what they opened. */
    static boolean overlayToggle(KeyEvent event, Commands commands) {
        return commands.get(PaletteViewModel.PALETTE).keys().stream().anyMatch(keys -> keys.match(event))
                || commands.get("shell.keys").keys().stream().anyMatch(keys -> keys.match(event));
    }

    private Optional<Opener> opener() {
        return Optional.ofNullable(window.opener().get());
    }

    private void openResults() {
        window.dialogs()
                .chooseFolder(Messages.text("shell.open.results.title"), null)
                .ifPresent(path -> opener().ifPresent(opener -> opener.openResults(path)));
    }

    private void openFile() {
        window.dialogs()
                .chooseFile(
                        Messages.text("shell.open.file.title"),
                        null,
                        new Dialogs.FileKind(
                                Messages.text("shell.open.file.kind"),
                                List.of("*.jsonl", "*.ndjson", "*.json", "*.csv", "*.tsv")))
                .ifPresent(path -> opener().ifPresent(opener -> opener.openResults(path)));
    }

    private void openWorkspace() {
        Path last = window.preferences().workspace().get();
        window.dialogs()
                .chooseFolder(Messages.text("shell.open.workspace.title"), last == null ? null : last.getParent())
                .ifPresent(path -> opener().ifPresent(opener -> opener.openWorkspace(path)));
    }

    private void undo() {
        undo.undo().ifPresent(change -> window.dialogs().note(Messages.text("shell.undone", change.text()), null));
    }

    private void redo() {
        undo.redo().ifPresent(change -> window.dialogs().note(Messages.text("shell.redone", change.text()), null));
    }

    private void quit() {
        Window stage = window.currentScene().getWindow();
        stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    }
}
