package dev.signalbox.app;

import dev.signalbox.task.Job;
import dev.signalbox.ui.shell.Command;
import dev.signalbox.ui.shell.Dialogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The window's own dialogs, except that files are chosen without a desktop, which a test has not. */
final class ChoosingDialogs implements Dialogs {
    private final Dialogs window;
    private final Path folder;
    /** Names to save under, in this order; without one the suggested name is taken. */
    final List<String> names = new ArrayList<>();

    final List<String> notes = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();

    ChoosingDialogs(Dialogs window, Path folder) {
        this.window = window;
        this.folder = folder;
    }

    @Override
    public void error(Throwable problem) {
        errors.add(problem);
        window.error(problem);
    }

    @Override
    public boolean confirm(Question question) {
        return window.confirm(question);
    }

    @Override
    public Optional<String> ask(String title, String prompt, String initial) {
        return window.ask(title, prompt, initial);
    }

    @Override
    public Optional<Path> chooseFolder(String title, @Nullable Path start) {
        return Optional.of(folder);
    }

    @Override
    public Optional<Path> chooseFile(String title, @Nullable Path start, FileKind... kinds) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, FileKind... kinds) {
        return Optional.of(folder.resolve(names.isEmpty() ? suggestedName : names.removeFirst()));
    }

    @Override
    public void progress(Job<?> job) {
        window.progress(job);
    }

    @Override
    public void note(String text, @Nullable Command action) {
        notes.add(text);
        window.note(text, action);
    }
}
