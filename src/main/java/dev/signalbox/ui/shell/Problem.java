package dev.signalbox.ui.shell;

import dev.signalbox.text.Messages;
import dev.signalbox.text.UserFacingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A failure as people read it.
 *
 * @param what    what happened
 * @param next    what to do next
 * @param code    stable; for unexpected failures made from where they came from, so that the same one has the same code
 * @param details for a report
 */
public record Problem(String what, String next, String code, String details) {
    /** Describes any failure; one that was meant for people speaks for itself. */
    public static Problem of(Throwable failure) {
        Throwable at = failure;
        while (at != null && !(at instanceof UserFacingException)) {
            at = at.getCause();
        }
        if (at instanceof UserFacingException known) {
            return new Problem(said(known.getMessage()), known.next(), known.code(), trace(failure));
        }
        if (failure instanceof OutOfMemoryError) {
            return new Problem(
                    Messages.text("error.memory"), Messages.text("error.memory.next"), "memory", trace(failure));
        }
        return new Problem(
                Messages.text("error.unexpected", said(failure.getMessage(), failure)),
                Messages.text("error.unexpected.next"),
                code(failure),
                trace(failure));
    }

    private static String said(@Nullable String message) {
        return message == null ? "" : message;
    }

    private static String said(@Nullable String message, Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }

    private static String code(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "" : trace[0].getClassName() + "." + trace[0].getMethodName();
        int hash = (failure.getClass().getName() + "@" + place).hashCode();
        return "unexpected." + String.format(Locale.ROOT, "%08x", hash);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** What happened and what to do next, in one text. */
    public String sentence() {
        return what + " " + next;
    }

    /** What the button for copying puts on the clipboard. */
    public String report() {
        return what + "\n" + next + "\n" + code + "\n\n" + details;
    }
}
