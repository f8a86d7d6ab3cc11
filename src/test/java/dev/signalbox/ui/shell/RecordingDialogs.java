package dev.signalbox.ui.shell;

import dev.signalbox.task.Job;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dialogs that write down what was said and give the answers prepared for them; without one they give up. */
public final class RecordingDialogs implements Dialogs {
    private final List<String> said = new ArrayList<>();
    private final Deque<Object> answers = new ArrayDeque<>();

    /** Prepares answers in order: a Boolean for confirm, a String for ask, a Path for the choosers. */
    public RecordingDialogs answer(Object... next) {
        answers.addAll(List.of(next));
        return this;
    }

    /** What was said, such as {@code error workspace.newer} or {@code note Saved}. */
    public List<String> said() {
        return List.copyOf(said);
    }

    private <T> Optional<T> next(Class<T> kind) {
        return kind.isInstance(answers.peek()) ? Optional.of(kind.cast(answers.poll())) : Optional.empty();
    }

    @Override
    public void error(Throwable problem) {
        said.add("error " + Problem.of(problem).code());
    }

    @Override
    public boolean confirm(Question question) {
        said.add("confirm " + question.title());
        return next(Boolean.class).orElse(false);
    }

    @Override
    public Optional<String> ask(String title, String prompt, String initial) {
        said.add("ask " + title);
        return next(String.class);
    }

    @Override
    public Optional<Path> chooseFolder(String title, @Nullable Path start) {
        said.add("folder " + title);
        return next(Path.class);
    }

    @Override
    public Optional<Path> chooseFile(String title, @Nullable Path start, FileKind... kinds) {
        said.add("file " + title);
        return next(Path.class);
    }

    @Override
    public Optional<Path> saveFile(String title, String suggestedName, FileKind... kinds) {
        said.add("save " + title);
        return next(Path.class);
    }

    @Override
    public void progress(Job<?> job) {
        said.add("progress " + job.title());
    }

    @Override
    public void note(String text, @Nullable Command action) {
        said.add("note " + text);
    }
}
