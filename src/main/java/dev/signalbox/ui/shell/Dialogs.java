package dev.signalbox.ui.shell;

import dev.signalbox.task.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every way in which the app speaks to a person and waits for an answer. For the UI thread; each call waits. */
public interface Dialogs {
    /**
     * A kind of file to choose.
     *
     * @param name     for people
     * @param patterns such as {@code *.csv}
     */
    record FileKind(String name, List<String> patterns) {}

    /**
     * A question before something happens.
     *
     * @param action      what the button that goes on says: a verb, never “OK”
     * @param destructive true when something is lost by it
     */
    record Question(String title, String text, String action, boolean destructive) {}

    /** Says what happened, what to do next, and a stable code; details can be copied. Anything may be handed in. */
    void error(Throwable problem);

    /** True when the person chose to go on. */
    boolean confirm(Question question);

    /** A line of text, or empty when the person gave up. */
    Optional<String> ask(String title, String prompt, String initial);

    Optional<Path> chooseFolder(String title, @Nullable Path start);

    Optional<Path> chooseFile(String title, @Nullable Path start, FileKind... kinds);

    Optional<Path> saveFile(String title, String suggestedName, FileKind... kinds);

    /** Shows a job that the person has to wait for, with a way to cancel it, until it is over. */
    void progress(Job<?> job);

    /**
     * A note that goes by itself.
     *
     * @param action offered in it, or null
     */
    void note(String text, @Nullable Command action);
}
